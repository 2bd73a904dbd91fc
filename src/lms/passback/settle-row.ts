/** One row of the ledger, brought as far as it goes: look what the LMS shows, decide, send, note what came of it. */
import { parseRational, toDouble } from '../../number/rational.ts';
import { findUserOf } from '../../store/enrolments.ts';
import { findLineItem, type LineItem, setLineItemUrl } from '../../store/line-items.ts';
import { findContext } from '../../store/lti-contexts.ts';
import { listSubjects } from '../../store/lti-identities.ts';
import { findPlatform } from '../../store/lti-platforms.ts';
import { offerMark, type PassbackRow, type Settled, settlePassback } from '../../store/passbacks.ts';
import { resourceIdOf } from '../lti/deep-linking.ts';
import type { Answer } from '../lti/guarded-fetch.ts';
import type { Tool } from '../lti/lti.ts';
import { decide } from './decide.ts';
import { type Column, openColumn, readResult, scoreMaximum, sendScore } from './grade-service.ts';
import { findWorkOf, turnOf, workOut } from './work-out.ts';

export async function settleRow(tool: Tool, row: PassbackRow): Promise<void> {
  await settlePassback(tool.store, row, await settle(tool, row));
}

const failed = (problem: string): Settled => ({
  state: 'failed',
  problem,
  nextAt: null,
  tries: 0,
  asked: null,
});

async function settle(tool: Tool, row: PassbackRow): Promise<Settled> {
  const item = await findLineItem(tool.store, row.courseId, row.lineItemId);
  const work = item && (await findWorkOf(tool, item, row.enrolmentId));
  if (!item || !work) return failed('gone');
  const owed = (await workOut(tool, item, row.enrolmentId))(row.enrolmentId);
  const turn = turnOf(item, work, owed, tool.now());
  if (turn.kind !== 'now' && row.asked === null && row.state !== 'sent') {
    return { mark: owed.mark, nextAt: turn.kind === 'at' ? turn.at : null };
  }
  const place = await placeOf(tool, row, item);
  if ('settled' in place) return { ...place.settled, mark: owed.mark };
  return { mark: owed.mark, ...(await compare(tool, row, { ...place, mark: owed.mark })) };
}

interface Place {
  readonly column: Column;
  readonly subject: string;
}

/** Where it goes; or what to note where that is not known. */
async function placeOf(
  tool: Tool,
  row: PassbackRow,
  item: LineItem,
): Promise<Place | { readonly settled: Settled }> {
  const context = await findContext(tool.store, item.contextId);
  const platform = context && (await findPlatform(tool.store, context.platformId));
  if (!context || platform?.state !== 'active') return { settled: failed('platform-closed') };
  const userId = await findUserOf(tool.store, row.courseId, row.enrolmentId);
  const subject = userId && (await listSubjects(tool.store, platform.id, [userId])).get(userId);
  if (!subject) return { settled: failed('not-in-lms') };
  if (item.url !== null) return { column: { platform, url: item.url }, subject };
  const { lineItemsUrl } = context;
  if (lineItemsUrl === null) return { settled: failed('no-column') };
  const resourceId = resourceIdOf({ courseId: item.courseId, id: item.assignmentId });
  const url = await openColumn(tool, { platform, lineItemsUrl, label: item.label, resourceId });
  if (typeof url !== 'string') return { settled: afterFailure(tool, row, url) };
  await setLineItemUrl(tool.store, item, url);
  return { column: { platform, url }, subject };
}

async function compare(
  tool: Tool,
  row: PassbackRow,
  place: Place & { mark: string | null },
): Promise<Settled> {
  const { column, subject, mark } = place;
  const result = await readResult(tool, column, subject);
  if (result.kind !== 'shown') return afterFailure(tool, row, result);
  const shown = result.share;
  const decision = decide(row, mark, shown);
  switch (decision.kind) {
    case 'nothing':
      return { shown, nextAt: null };
    case 'confirmed':
      return {
        state: 'confirmed',
        shown,
        sentMark: mark,
        problem: null,
        tries: 0,
        asked: null,
        nextAt: null,
      };
    case 'look-again':
      return { shown, tries: row.tries + 1, nextAt: inSeconds(tool, 2 ** (row.tries + 1)) };
    case 'conflict':
      return { state: 'conflict', shown, problem: decision.conflict, tries: 0, asked: null, nextAt: null };
    case 'send':
      return { shown, ...(await send(tool, row, { column, subject, mark: mark ?? '0' })) };
  }
}

const inSeconds = ({ now }: Tool, seconds: number): Date => new Date(now().getTime() + seconds * 1000);

/** A second score in the same second is refused; so is one with a time before the last. */
const apartMs = 1100;

async function send(tool: Tool, row: PassbackRow, place: Place & { mark: string }): Promise<Settled> {
  const { column, subject, mark } = place;
  const at = tool.now();
  const earliest = (row.sentAt?.getTime() ?? 0) + apartMs;
  if (at.getTime() < earliest) return { nextAt: new Date(earliest) };
  await offerMark(tool.store, row, mark);
  const points = Number((toDouble(parseRational(mark)) * scoreMaximum).toFixed(4));
  const answer = await sendScore(tool, column, { subject, points, at });
  if (answer.kind !== 'answer' || answer.status < 200 || answer.status > 299) {
    return { ...afterFailure(tool, row, answer), sentAt: at };
  }
  const sent = { state: 'sent', sentMark: mark, sentAt: at, problem: null, tries: 0, asked: null } as const;
  return { ...sent, nextAt: inSeconds(tool, 2) };
}

const hourSeconds = 3600;
/** A conflict of times is tried again so often. */
const mostConflicts = 4;

/** What passes by itself is tried again, later each time and without end; the rest is for the teacher. */
function afterFailure(tool: Tool, { tries }: PassbackRow, answer: Answer): Settled {
  if (answer.kind === 'answer' && answer.status === 409 && tries < mostConflicts) {
    return { tries: tries + 1, nextAt: inSeconds(tool, 1 + tries) };
  }
  const passes = answer.kind === 'no-answer' ? answer.why !== 'address-refused' : isPassing(answer.status);
  if (!passes) return failed(answer.kind === 'no-answer' ? answer.why : `status-${answer.status}`);
  const problem = answer.kind === 'no-answer' ? answer.why : `status-${answer.status}`;
  return { problem, tries: tries + 1, nextAt: inSeconds(tool, Math.min(5 * 2 ** tries, hourSeconds)) };
}

const isPassing = (status: number): boolean => status === 429 || status >= 500;
