/**
 * Many callers, one statement: what is asked in one turn of the event loop, or while a statement runs, is gathered into
 * the next one. The embedded database lets nobody in while it works, so that there only the turn gathers. Each caller
 * gets its own answer after that statement has ended, and so after its commit.
 */
import { setImmediate } from 'node:timers/promises';
import { findOutage } from './outage.ts';

export interface Gatherer<Question, Answer> {
  /** Rejects with the database's error; then the same may be asked again. */
  ask(question: Question): Promise<Answer>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** `answerAll` gives as many answers as there are questions, in their order. */
export function gather<Question, Answer>(
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  most: number,
): Gatherer<Question, Answer> {
  const queue: Waiting<Question, Answer>[] = [];
  let working: Promise<void> | undefined;
  const work = async (): Promise<void> => {
    while (queue.length > 0) {
      await setImmediate();
      const outage = await answerOrSplit(answerAll, queue.splice(0, most));
      if (outage) for (const { reject } of queue.splice(0)) reject(outage);
    }
    working = undefined;
  };
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        queue.push({ question, resolve, reject });
        working ??= work();
      }),
    settled: async () => {
      await working;
    },
  };
}

/**
 * One question that the database refuses must not take others with it: after a failure each goes alone. Where it answers
 * nothing at all, nobody waits for the others to fail, nor for a statement of their own: that error is returned.
 */
async function answerOrSplit<Question, Answer>(
  answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  batch: readonly Waiting<Question, Answer>[],
): Promise<unknown> {
  try {
    const answers = await answerAll(batch.map(({ question }) => question));
    if (answers.length !== batch.length) throw new Error('as many answers as questions');
    for (const [index, answer] of answers.entries()) batch[index]?.resolve(answer);
  } catch (error) {
    const outage = findOutage(error) && error;
    if (batch.length === 1 || outage) for (const { reject } of batch) reject(error);
    if (batch.length === 1 || outage) return outage;
    for (const [index, waiting] of batch.entries()) {
      const later = await answerOrSplit(answerAll, [waiting]);
      if (!later) continue;
      for (const { reject } of batch.slice(index + 1)) reject(later);
      return later;
    }
  }
  return undefined;
}
