/**
 * `npm run bench:load`: submissions under load beside what others would write, in one run: each server a process of
 * its own, over a PostgreSQL database of its own (TEST_DATABASE_URL, CI_DATABASE_URL or 127.0.0.1:5432) and over the
 * embedded one. Rounds in turn, medians over them; every acknowledged attempt must be stored exactly once.
 * `--long`: memory over 100,000 submissions. `--rounds 5 --seconds 2 --connections 64 --only pg,place`: a part of it.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { weighLongRun } from './long-run.ts';
import { findPgbench, runPgbench } from './pgbench.ts';
import { type Running, startBaseline } from './processes.ts';
import { type Contestant, contest } from './rounds.ts';
import { shoot, type Turn } from './shoot.ts';
import { openEmbeddedSide, openServerSide, type ServerSide, type Side } from './sides.ts';
import { plainForm } from './submissions.ts';

const { values: options } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '1,16,64,256' },
    students: { type: 'string', default: '500' },
    only: { type: 'string', default: '' },
  },
});
const seconds = Number(options.seconds);
const students = Number(options.students);
const rounds = Number(options.rounds);
const levels = options.connections.split(',').map(Number);
/** A process is three times as fast after this many. */
const warming = 5000;
/** More than any side takes here. */
const mostPerSecond = 900;

console.log(`Node ${process.version}, ${cpus().length} cores for server, database and load together`);
await (options.long ? endure() : compare());

async function endure(): Promise<void> {
  const submissions = 100_000;
  const side = await openServerSide({ students, submissions }, 1);
  await weighLongRun(side, submissions);
  await tellWhatIsStored({ PostgreSQL: side });
}

async function compare(): Promise<void> {
  const wanted = options.only.split(',').filter(Boolean);
  const isWanted = (id: string): boolean => wanted.length === 0 || wanted.includes(id);
  const submissions = warming + mostPerSecond * seconds * rounds * levels.length;
  const server = await openServerSide({ students, submissions: 2 * submissions }, 1);
  const pair = isWanted('two') ? await openServerSide({ students, submissions }, 2) : undefined;
  const embedded = isWanted('embedded') ? await openEmbeddedSide({ students, submissions }) : undefined;
  const baselines = {
    bare: await startBaseline('bare', server.databaseUrl),
    pg: await startBaseline('pg', server.databaseUrl),
    prisma: await startBaseline('prisma', server.databaseUrl),
  };
  const contestants = Object.entries(contestantsOf(baselines, { server, pair, embedded }))
    .filter(([id]) => isWanted(id))
    .map(([, contestant]) => contestant);
  await contest(contestants, levels, rounds);
  for (const baseline of Object.values(baselines)) await baseline.stop();
  await tellWhatIsStored({
    PostgreSQL: server,
    ...(pair && { 'two processes': pair }),
    ...(embedded && { embedded }),
  });
}

interface Sides {
  readonly server: ServerSide;
  readonly pair: Side | undefined;
  readonly embedded: Side | undefined;
}

function contestantsOf(
  { bare, pg, prisma }: Readonly<Record<'bare' | 'pg' | 'prisma', Running>>,
  { server, pair, embedded }: Sides,
): Readonly<Record<string, Contestant>> {
  const pgbench = findPgbench();
  return {
    bare: shooting('Express, bare JSON', [bare], [plainForm]),
    pg: { ...shooting('Express, one INSERT by pg', [pg], [plainForm]), alternative: true },
    prisma: shooting('Express, prisma.create', [prisma], [plainForm]),
    place: shooting('submission, in place', server.servers, server.submissions.inPlace),
    form: shooting('submission, form and whole page', server.servers, server.submissions.asForm),
    ...(pair && {
      two: shooting('submission, in place, two processes', pair.servers, pair.submissions.inPlace),
    }),
    ...(embedded && {
      embedded: shooting('submission, in place, embedded', embedded.servers, embedded.submissions.inPlace),
    }),
    ...(pgbench && {
      pgbench: {
        name: 'the same INSERT by pgbench',
        load: (connections) => runPgbench(pgbench, server.databaseUrl, { connections, seconds }),
      },
    }),
  };
}

function shooting(name: string, servers: readonly Running[], turns: readonly Turn[]): Contestant {
  const url = servers.map((each) => each.url);
  return {
    name,
    load: (connections) =>
      shoot({ url: connections < url.length ? url.slice(0, connections) : url, connections, seconds }, turns),
    warm: () => shoot({ url, connections: 64, amount: warming }, turns),
    servers,
  };
}

async function tellWhatIsStored(sides: Readonly<Record<string, Side>>): Promise<void> {
  console.log();
  for (const [name, side] of Object.entries(sides)) {
    const missed = await side.finish();
    const all = side.submissions.acknowledged.length.toLocaleString('en');
    console.log(`${name}: ${all} attempts acknowledged, ${missed} of them not stored exactly once`);
    if (missed > 0) process.exitCode = 1;
  }
}
