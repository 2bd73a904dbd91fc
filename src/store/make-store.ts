/** The store over an adapter of Prisma, whatever database that reaches. */
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaClient } from './client/client.ts';
import type { Store } from './database.ts';
import { makeLearnerReader } from './learners.ts';
import { makeAttemptRecorder } from './record-attempts.ts';
import { endlessRoom, type Room } from './room.ts';
import { type RunStatement, runByPrisma } from './statement.ts';
import { makeVisitReader } from './visits.ts';

/** What differs between the two kinds of database. */
export interface StoreMeans {
  readonly run?: RunStatement;
  /** Behind the client, where that is another than the one that migrates. */
  readonly serving?: SqlDriverAdapterFactory;
  readonly room?: Room;
}

/** Prisma's own are two seconds to begin and five to end: the embedded database has one connection, which a job may hold. */
const patience = { maxWait: 20_000, timeout: 30_000 };

export function makeStore(
  database: { readonly adapter: SqlDriverAdapterFactory },
  release: () => Promise<void>,
  { run: onServer, serving = database.adapter, room = endlessRoom }: StoreMeans = {},
): Store {
  const prisma = new PrismaClient({ adapter: serving, transactionOptions: patience });
  const run = onServer ?? runByPrisma(prisma);
  const attempts = makeAttemptRecorder(prisma, run);
  return {
    prisma,
    adapter: database.adapter,
    attempts,
    visits: makeVisitReader(run),
    skillsOf: makeLearnerReader(run),
    run,
    requireRoom: room.require,
    close: async () => {
      await attempts.settled();
      await prisma.$disconnect();
      await release();
    },
  };
}
