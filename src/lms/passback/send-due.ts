/** The queue: rows that are due are settled, and grades that changed by other ways than answering are found. */
import { listEnrolments } from '../../store/enrolments.ts';
import { type LineItem, listLineItems, listLineItemsChangedSince } from '../../store/line-items.ts';
import { claimDue, listPassbacks, owePassbacks } from '../../store/passbacks.ts';
import type { Tool } from '../lti/lti.ts';
import { findKeyTrouble } from '../lti/tool-keys.ts';
import { settleRow } from './settle-row.ts';
import { workOut } from './work-out.ts';

const rowsAtOnce = 20;

/** The number of rows looked at. One after the other: an LMS is not to be flooded. */
export async function sendDue(tool: Tool): Promise<number> {
  if (await findKeyTrouble(tool.store, tool.lti.secret)) return 0;
  const rows = await claimDue(tool.store, tool.now(), rowsAtOnce);
  for (const row of rows) await settleRow(tool, row);
  return rows.length;
}

/**
 * Overrides, regrades, weights and columns that are new: whoever's mark is not the one that the ledger last saw is
 * looked at. Done at every start and now and then, so that no way of changing a grade has to know of the ledger.
 * `since`: only where the history of marks says that one changed, or a column is new; a class is read no oftener.
 */
export async function findChangedMarks(tool: Tool, since?: Date): Promise<number> {
  const items = since ? await listLineItemsChangedSince(tool.store, since) : await listLineItems(tool.store);
  let found = 0;
  for (const item of items) found += await findChangedMarksIn(tool, item);
  return found;
}

async function findChangedMarksIn(tool: Tool, item: LineItem): Promise<number> {
  const [people, rows, owed] = await Promise.all([
    listEnrolments(tool.store, item.courseId),
    listPassbacks(tool.store, item.courseId, item.id),
    workOut(tool, item),
  ]);
  const seen = new Map(rows.map(({ enrolmentId, mark }) => [enrolmentId, mark]));
  const changed = people.flatMap(({ id, role }) =>
    role === 'student' && owed(id).mark !== (seen.get(id) ?? null) ? [id] : [],
  );
  if (changed.length > 0) await owePassbacks(tool.store, item, { enrolmentIds: changed, now: tool.now() });
  return changed.length;
}
