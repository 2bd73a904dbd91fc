/** The baselines' INSERT by pgbench, PostgreSQL's own tool: what the database could do if nothing stood before it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Volley } from './shoot.ts';

const script = `INSERT INTO "OneTimeLink" ("tokenHash", "purpose", "createdAt", "expiresAt")
  VALUES (md5(random()::text) || md5(random()::text), 'bench', now(), now());
`;

/** PostgreSQL takes 100 connections, unless somebody set it up otherwise. */
const mostClients = 64;

/** Where it is installed; undefined where it is not. */
export function findPgbench(): string | undefined {
  const { status, stdout } = spawnSync(
    'sh',
    ['-c', 'command -v pgbench || ls /usr/lib/postgresql/*/bin/pgbench'],
    {
      encoding: 'utf8',
    },
  );
  return status === 0 ? stdout.trim().split('\n').at(-1) : undefined;
}

export async function runPgbench(
  program: string,
  databaseUrl: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Volley> {
  const folder = await mkdtemp(join(tmpdir(), 'chainmark-pgbench-'));
  const clients = `${Math.min(connections, mostClients)}`;
  const time = `${Math.ceil(seconds)}`;
  await writeFile(join(folder, 'insert.sql'), script);
  const args = ['-n', '-c', clients, '-j', '1', '-T', time, '-f', 'insert.sql', '-l', '--log-prefix=times'];
  const child = spawn(program, [...args, '-M', 'prepared', databaseUrl], { cwd: folder, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  const times = await timesIn(folder);
  await rm(folder, { recursive: true });
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  return {
    answers: times.length,
    perSecond: times.length / Number(time),
    medianMs: at(0.5),
    p99Ms: at(0.99),
    errors: code === 0 ? 0 : 1,
  };
}

/** In ms, shortest first. A line is: client, transaction, µs, … */
async function timesIn(folder: string): Promise<readonly number[]> {
  const logs = (await readdir(folder)).filter((name) => name.startsWith('times'));
  const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')));
  const lines = texts.flatMap((text) => text.trim().split('\n'));
  return lines.map((line) => Number(line.split(' ')[2]) / 1000).toSorted((a, b) => a - b);
}
