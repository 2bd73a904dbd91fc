/** Keeps the ledger moving while the server runs. */
import { hourMs, minuteMs } from '../../number/durations.ts';
import type { Tool } from '../lti/lti.ts';
import { findChangedMarks, sendDue } from './send-due.ts';

const sendEveryMs = 1000;
/** A whole search reads every class that has a column. */
const searchAllEveryMs = hourMs;
/** What was written just before the last search may have been committed after it. */
const overlapMs = minuteMs;

/** Returns what stops it, and waits for what is under way. */
export function startPassback(
  tool: Tool,
  report: (error: unknown) => void,
  { searchEveryMs = minuteMs }: { readonly searchEveryMs?: number } = {},
): () => Promise<void> {
  let working: Promise<void> | undefined;
  let searchedAt: Date | undefined;
  let searchedAllAt = 0;
  const work = async (): Promise<void> => {
    const now = tool.now();
    if (!searchedAt || now.getTime() - searchedAt.getTime() >= searchEveryMs) {
      const all = !searchedAt || now.getTime() - searchedAllAt >= searchAllEveryMs;
      await findChangedMarks(tool, all ? undefined : new Date((searchedAt ?? now).getTime() - overlapMs));
      if (all) searchedAllAt = now.getTime();
      searchedAt = now;
    }
    await sendDue(tool);
  };
  const timer = setInterval(() => {
    working ??= work()
      .catch(report)
      .finally(() => {
        working = undefined;
      });
  }, sendEveryMs);
  return async () => {
    clearInterval(timer);
    await working;
  };
}
