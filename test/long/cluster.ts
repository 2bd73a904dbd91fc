/** A PostgreSQL cluster of its own, in a folder and on a port that nobody else uses: one that a test may stop and fill. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './site.ts';

export interface Cluster {
  readonly url: string;
  readonly folder: string;
  start(): Promise<void>;
  /** 'fast' ends sessions; 'immediate' is a crash. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  remove(): Promise<void>;
}

const versions = '/usr/lib/postgresql';

/** Of the newest PostgreSQL that Debian installed; undefined where there is none. */
export function findPrograms(): string | undefined {
  const [newest] = existsSync(versions)
    ? readdirSync(versions).toSorted((a, b) => Number(b) - Number(a))
    : [];
  return newest && join(versions, newest, 'bin');
}

/** PostgreSQL refuses to run as root. */
const isRoot = process.getuid?.() === 0;

/** Without holding up this process: its students' idle connections would be closed by the site meanwhile. */
async function run(program: string, ...argv: readonly string[]): Promise<void> {
  const [command = '', ...rest] = isRoot
    ? ['runuser', '-u', 'postgres', '--', program, ...argv]
    : [program, ...argv];
  const running = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  running.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const [status] = await once(running, 'exit');
  if (status !== 0) throw new Error(`${program} ${argv.join(' ')}: ${said}`);
}

/** `folder`: an empty one that belongs to the database's user, where that matters. */
export async function startCluster(folder?: string): Promise<Cluster> {
  const programs = findPrograms();
  if (!programs) throw new Error('no PostgreSQL is installed');
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'chainmark-cluster-')));
  await chmod(home, 0o755);
  if (isRoot) spawnSync('chown', ['postgres', home]);
  const data = join(home, 'data');
  const port = await freePort();
  await run(
    join(programs, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '-N',
  );
  const options = `-p ${port} -h 127.0.0.1 -k ${home} -c max_wal_size=64MB -c min_wal_size=32MB`;
  const cluster = {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    folder: home,
    start: () =>
      run(join(programs, 'pg_ctl'), '-D', data, '-w', '-l', join(home, 'log'), '-o', options, 'start'),
    stop: (how: 'fast' | 'immediate') => run(join(programs, 'pg_ctl'), '-D', data, '-w', '-m', how, 'stop'),
    remove: () => rm(home, { recursive: true, force: true }),
  };
  await cluster.start();
  return cluster;
}
