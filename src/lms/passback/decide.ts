/**
 * What is to be done for one row of the ledger, from what should be there, what was sent and what the LMS shows: a
 * pure table. A grade is never lowered, and what a teacher changed there never overwritten, unless somebody insists.
 */
import { compareRationals, parseRational, toDouble } from '../../number/rational.ts';
import type { PassbackRow } from '../../store/passbacks.ts';

export type Conflict = 'changed-there' | 'erased-there' | 'had-a-grade' | 'would-lower' | 'not-taken';

export type Decision =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'send' }
  /** Sent, and not shown yet. */
  | { readonly kind: 'look-again' }
  | { readonly kind: 'conflict'; readonly conflict: Conflict };

/** LMSs keep two decimals, of a column that may be worth a single point. */
const tolerance = 0.0051;

const isShown = (mark: string | null, shown: number | null): boolean =>
  mark !== null && shown !== null && Math.abs(toDouble(parseRational(mark)) - shown) < tolerance;

/** So often a score that was taken is looked for. */
const mostLooks = 5;

export function decide(row: PassbackRow, mark: string | null, shown: number | null): Decision {
  if (mark === null && row.sentMark === null) return { kind: 'nothing' };
  if (isShown(mark, shown)) return { kind: 'confirmed' };
  if (row.asked === 'whatever') return mark === null ? { kind: 'nothing' } : { kind: 'send' };
  if (row.state === 'sent' && !isShown(row.sentMark, shown)) {
    return row.tries < mostLooks ? { kind: 'look-again' } : { kind: 'conflict', conflict: 'not-taken' };
  }
  const conflict = conflictOf(row, mark, shown);
  return conflict ? { kind: 'conflict', conflict } : { kind: 'send' };
}

function conflictOf(row: PassbackRow, mark: string | null, shown: number | null): Conflict | undefined {
  const ours = isShown(row.sentMark, shown) || isShown(row.offeredMark, shown);
  if (row.sentMark === null) return shown === null || ours ? undefined : 'had-a-grade';
  if (shown === null) return 'erased-there';
  if (!ours) return 'changed-there';
  const lower = mark === null || compareRationals(parseRational(mark), parseRational(row.sentMark)) < 0;
  return lower ? 'would-lower' : undefined;
}
