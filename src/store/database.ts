/**
 * Opens the database behind one Prisma client: PostgreSQL embedded in this process (PGlite, in a folder),
 * or a PostgreSQL server. Either is migrated before anybody sees it.
 */
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Prisma, PrismaClient } from './client/client.ts';
import { lockFolder } from './folder-lock.ts';
import type { LearnerReader } from './learners.ts';
import { makeStore, type StoreMeans } from './make-store.ts';
import { type Migratable, type MigrationOutcome, migrate } from './migrate.ts';
import type { AttemptRecorder } from './record-attempts.ts';
import { endlessRoom, watchRoom } from './room.ts';
import { type RunStatement, runOnServer } from './statement.ts';
import type { VisitReader } from './visits.ts';

/** What the rest of the house holds; every function of src/store/ takes it first. */
export interface Store {
  readonly prisma: PrismaClient;
  /** The same database for another thread's queries (remote-database.ts). */
  readonly adapter: SqlDriverAdapterFactory;
  readonly attempts: AttemptRecorder;
  readonly visits: VisitReader;
  readonly skillsOf: LearnerReader;
  /** For readings of many rows. */
  readonly run: RunStatement;
  /** Throws where the disk is full; asked before anything is written that may wait. */
  requireRoom(): void;
  /** Connections in use, idle, and requests that wait for one; the embedded database has one and no pool. */
  readonly pool?: () => Readonly<Record<'busy' | 'idle' | 'waiting', number>>;
  /** Finishes what is being written, then lets go of the database. */
  close(): Promise<void>;
}

/** The store, or a transaction of it. */
export interface Queries {
  readonly prisma: Prisma.TransactionClient;
}

export type DatabaseAddress =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'server'; readonly url: string; readonly connections: number };

export type OpenOutcome =
  | { readonly kind: 'open'; readonly store: Store; readonly applied: readonly string[] }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'folder-in-use'; readonly pid: number }
  | { readonly kind: 'folder-not-usable'; readonly reason: string }
  | { readonly kind: 'other-postgres'; readonly found: string; readonly expected: string }
  | Exclude<MigrationOutcome, { kind: 'migrated' }>;

/**
 * Refusals are values, and leave the database as it was. `answerWithinMs`: a server that takes longer for a statement
 * counts as unreachable, but not in jobs; left out, it may take any time.
 */
export function openStore(
  address: DatabaseAddress,
  { answerWithinMs }: { readonly answerWithinMs?: number } = {},
): Promise<OpenOutcome> {
  return address.kind === 'embedded' ? openEmbedded(address.folder) : openServer(address, answerWithinMs);
}

/** A store on a PGlite that somebody else opened; tests start from a copy in memory. */
export async function openStoreOn(
  pglite: PGlite,
  release = async (): Promise<void> => {},
  room = endlessRoom,
): Promise<OpenOutcome> {
  const database: Migratable = {
    adapter: new PrismaPGlite(pglite),
    query: async (sql) => (await pglite.query<Record<string, unknown>>(sql)).rows,
    exclusively: (work) => work(),
  };
  const close = async (): Promise<void> => {
    room.close();
    await pglite.close();
    await release();
  };
  return migrated(database, close, { room });
}

async function openEmbedded(folder: string): Promise<OpenOutcome> {
  const lock = await lockFolder(folder).catch((error: Error) => error);
  if (lock instanceof Error) return { kind: 'folder-not-usable', reason: lock.message };
  if (lock.kind === 'taken') return { kind: 'folder-in-use', pid: lock.pid };
  const home = join(folder, 'database');
  const other = await findOtherPostgres(home);
  if (other) {
    await lock.release();
    return other;
  }
  const made = existsSync(home) ? [] : await makeHome(home);
  const outcome = await openStoreOn(await PGlite.create(home), lock.release, await watchRoom(folder));
  return outcome.kind === 'open' ? { ...outcome, applied: [...made, ...outcome.applied] } : outcome;
}

/**
 * Made and migrated beside its place and then moved there, so that a start which was killed leaves no half
 * database. Returns the migrations.
 */
async function makeHome(home: string): Promise<readonly string[]> {
  const unfinished = `${home}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const outcome = await openStoreOn(await PGlite.create(unfinished));
  if (outcome.kind !== 'open') throw new Error(`a new database is not ${outcome.kind}`);
  await outcome.store.close();
  await rename(unfinished, home);
  return outcome.applied;
}

/** The major version of PostgreSQL inside our PGlite; it can open the files of no other. */
const embeddedPostgres = '18';

async function findOtherPostgres(home: string): Promise<OpenOutcome | undefined> {
  if (!existsSync(home)) return undefined;
  const found = (await readFile(join(home, 'PG_VERSION'), 'utf8').catch(() => '?')).trim();
  return found === embeddedPostgres
    ? undefined
    : { kind: 'other-postgres', found, expected: embeddedPostgres };
}

type ServerAddress = Extract<DatabaseAddress, { kind: 'server' }>;

async function openServer(address: ServerAddress, answerWithinMs?: number): Promise<OpenOutcome> {
  const patient = makePool(address);
  const pool = answerWithinMs === undefined ? patient : makePool(address, answerWithinMs);
  const end = async (): Promise<void> => {
    await Promise.all([...new Set([pool, patient])].map((each) => each.end()));
  };
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await end();
    return { kind: 'unreachable', reason: reasonOf(error) };
  }
  const database: Migratable = {
    adapter: new PrismaPgWithWholeScripts(patient),
    query: async (sql) => (await patient.query<Record<string, unknown>>(sql)).rows,
    exclusively: (work) => whileLocked(address.url, work),
  };
  const serving = new PrismaPg(pool);
  const outcome = await migrated(database, end, { run: runOnServer(pool), serving });
  if (outcome.kind !== 'open') return outcome;
  const counts = () => ({
    busy: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return { ...outcome, store: { ...outcome.store, pool: counts } };
}

function makePool({ url, connections }: ServerAddress, answerWithinMs?: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    ...(answerWithinMs !== undefined && { query_timeout: answerWithinMs }),
  });
  // A connection that breaks while idle is replaced by the pool; the next query that fails says so itself.
  pool.on('error', () => {});
  return pool;
}

/**
 * Prisma's adapter cuts a migration at every semicolon, also inside the body of a function. Sent whole, it is
 * also one transaction: a migration that fails leaves nothing behind.
 */
class PrismaPgWithWholeScripts extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

/** Any number will do, if it is always the same: the first eight digits of "chainmark" on a telephone. */
const advisoryLock = 24246627;

async function whileLocked<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${advisoryLock})`);
    return await work();
  } finally {
    await client.end();
  }
}

async function migrated(
  database: Migratable,
  release: () => Promise<void>,
  means: StoreMeans = {},
): Promise<OpenOutcome> {
  try {
    const outcome = await migrate(database);
    if (outcome.kind === 'migrated') {
      return { kind: 'open', store: makeStore(database, release, means), applied: outcome.applied };
    }
    await release();
    return outcome;
  } catch (error) {
    await release();
    throw error;
  }
}

/** Node reports a refused connection on several addresses as an AggregateError without a message. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
