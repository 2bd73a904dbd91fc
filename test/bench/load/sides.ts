/** A lecture hall in a database, Chainmark serving it, and what was handed in there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseAddress, openStore } from '../../../src/store/database.ts';
import { makeServerDatabase, opened } from '../../store/test-store.ts';
import {
  exercisesEach,
  fillLectureHall,
  type LectureHall,
  notExactlyOnce,
  triesEach,
} from './lecture-hall.ts';
import { type Running, startChainmark } from './processes.ts';
import { type Submissions, submissionsOf } from './submissions.ts';

export interface Side {
  readonly submissions: Submissions;
  readonly servers: readonly Running[];
  /** Stops the servers; the number of acknowledged attempts that are stored otherwise than exactly once. */
  finish(): Promise<number>;
}

export interface ServerSide extends Side {
  readonly databaseUrl: string;
}

export const serverForBenches =
  process.env.TEST_DATABASE_URL ??
  process.env.CI_DATABASE_URL ??
  'postgresql://postgres@127.0.0.1:5432/postgres';

export interface Amounts {
  readonly students: number;
  /** How many will be handed in at most. */
  readonly submissions: number;
}

/** Any number of processes on one database. */
export async function openServerSide(amounts: Amounts, processes: number): Promise<ServerSide> {
  const database = await makeServerDatabase(serverForBenches);
  const address = { kind: 'server', url: database.url, connections: 5 } as const;
  const variables = Array.from({ length: processes }, () => ({ DATABASE_URL: database.url }));
  const side = await openSide(address, variables, amounts, database.drop);
  return { ...side, databaseUrl: database.url };
}

export async function openEmbeddedSide(amounts: Amounts): Promise<Side> {
  const folder = await mkdtemp(join(tmpdir(), 'chainmark-load-'));
  return openSide({ kind: 'embedded', folder }, [{ DATA_DIR: folder }], amounts, () =>
    rm(folder, { recursive: true }),
  );
}

async function openSide(
  address: DatabaseAddress,
  processes: readonly Readonly<Record<string, string>>[],
  { students, submissions: most }: Amounts,
  discard: () => Promise<void>,
): Promise<Side> {
  const store = opened(await openStore(address));
  const hall = await fillLectureHall(store, students, Math.ceil(most / (students * triesEach)));
  await store.close();
  const servers: Running[] = [];
  for (const variables of processes) servers.push(await startChainmark(variables));
  for (const { url } of servers) await openPages(url, hall);
  const submissions = submissionsOf(hall);
  return {
    submissions,
    servers,
    finish: async () => {
      for (const server of servers) await server.stop();
      const after = opened(await openStore(address));
      const missed = await notExactlyOnce(after, hall, submissions.acknowledged);
      await after.close();
      await discard();
      return missed;
    },
  };
}

/** Whoever hands in has opened the page before; the first of each, which compiles what shows pages. */
async function openPages(url: string, { sittings }: LectureHall): Promise<void> {
  for (const { path, cookie } of sittings.slice(0, exercisesEach).flat()) {
    const { status } = await fetch(`${url}${path}`, { headers: { cookie, 'accept-language': 'en' } });
    if (status !== 200) throw new Error(`a page, not ${status}`);
  }
}
