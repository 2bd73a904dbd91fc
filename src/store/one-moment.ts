/** A transaction that sees the database as of one moment, and is run again where somebody else wrote the same rows. */
import { Prisma } from './client/client.ts';
import type { Queries, Store } from './database.ts';

const mostTries = 5;
const timeoutMs = 600_000;

export async function atOneMoment<T>({ prisma }: Store, work: (queries: Queries) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await prisma.$transaction((transaction) => work({ prisma: transaction }), {
        isolationLevel: 'RepeatableRead',
        timeout: timeoutMs,
        maxWait: timeoutMs,
      });
    } catch (error) {
      if (tries === mostTries || !isWriteConflict(error)) throw error;
    }
  }
}

const isWriteConflict = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
