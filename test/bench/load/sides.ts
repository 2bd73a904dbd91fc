/** A lecture hall in a database, Chainmark serving it, and what was handed in there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseAddress, openStore } from '../../../src/store/database.ts';
import { makeServerDatabase, opened } from '../../store/test-store.ts';
import { fillLectureHall, type LectureHall, notExactlyOnce } from './lecture-hall.ts';
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

/** Any number of processes on one database. */
export async function openServerSide(students: number, processes: number): Promise<ServerSide> {
  const database = await makeServerDatabase(serverForBenches);
  const address = { kind: 'server', url: database.url, connections: 5 } as const;
  const variables = Array.from({ length: processes }, () => ({ DATABASE_URL: database.url }));
  const side = await openSide(address, variables, students, database.drop);
  return { ...side, databaseUrl: database.url };
}

export async function openEmbeddedSide(students: number): Promise<Side> {
  const folder = await mkdtemp(join(tmpdir(), 'chainmark-load-'));
  return openSide({ kind: 'embedded', folder }, [{ DATA_DIR: folder }], students, () =>
    rm(folder, { recursive: true }),
  );
}

async function openSide(
  address: DatabaseAddress,
  processes: readonly Readonly<Record<string, string>>[],
  students: number,
  discard: () => Promise<void>,
): Promise<Side> {
  const store = opened(await openStore(address));
  const hall = await fillLectureHall(store, students);
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

/** Whoever hands in has opened the page before. */
async function openPages(url: string, { sittings }: LectureHall): Promise<void> {
  for (const { path, cookie } of sittings.flat()) {
    const { status } = await fetch(`${url}${path}`, { headers: { cookie, 'accept-language': 'en' } });
    if (status !== 200) throw new Error(`a page, not ${status}`);
  }
}
