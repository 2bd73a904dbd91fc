/**
 * A change of what answers in a course are worth, in one transaction that sees every answer recorded before it. Answers
 * that were graded and not recorded yet when it began are refused until it has ended, and then graded again: it holds
 * the row that recording shares (record-attempts.ts), and counts its version on.
 */
import { Prisma } from './client/client.ts';
import type { Queries, Store } from './database.ts';

const mostTries = 5;
const timeoutMs = 600_000;

/** `work` may run more than once, but only once for good. */
export async function holdMarks<T>(
  { prisma }: Store,
  courseId: string,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await prisma.$transaction(
        async (transaction) => {
          await transaction.$executeRaw`
            UPDATE "Course" SET "marksVersion" = "marksVersion" + 1 WHERE "id" = ${courseId}`;
          return work({ prisma: transaction });
        },
        { isolationLevel: 'ReadCommitted', timeout: timeoutMs, maxWait: timeoutMs },
      );
    } catch (error) {
      if (tries === mostTries || !isDeadlock(error)) throw error;
    }
  }
}

const isDeadlock = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
