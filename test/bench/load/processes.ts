/** Servers as processes of their own: started, weighed, stopped. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Running {
  readonly url: string;
  /** What the process holds in memory, in MB. */
  residentMb(): number;
  /** What it has worked so far, all its threads together; where other programs share the cores, the figure to trust. */
  cpuMs(): number;
  stop(): Promise<void>;
}

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const chainmark = file('../../../src/cli/chainmark.mjs');

export const startBaseline = (kind: string, databaseUrl: string): Promise<Running> =>
  started(['--import', 'tsx', file('./baseline.ts'), kind, databaseUrl, '10'], {});

/** Chainmark itself, as `npm start` starts it. NODE_FLAGS, such as --cpu-prof, go to this process alone. */
export const startChainmark = (variables: Readonly<Record<string, string>>): Promise<Running> =>
  started(['--max-semi-space-size=64', ...(process.env.NODE_FLAGS?.split(' ') ?? []), chainmark, 'start'], {
    NODE_ENV: 'production',
    PORT: '0',
    SUBMISSIONS_PER_MINUTE: '1000000000',
    ...variables,
  });

async function started(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Running> {
  const env = { PATH: process.env.PATH ?? '', ...variables };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await addressOf(child);
  return {
    url,
    residentMb: () => Number(spawnSync('ps', ['-o', 'rss=', '-p', `${child.pid}`]).stdout) / 1024,
    cpuMs: () => cpuMsOf(child.pid),
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGINT');
      await exit;
    },
  };
}

/** Linux counts in hundredths of a second; NaN on other systems. */
function cpuMsOf(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const [user, system] = readFileSync(file, 'utf8').replace(/.*\)/, '').trim().split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

/** Once it says where it runs; from then on what it says is let go. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const look = (chunk: string): void => {
      text += chunk;
      const [, address] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(text) ?? [];
      if (!address) return;
      child.stdout?.off('data', look).resume();
      resolve(address);
    };
    child.stdout?.setEncoding('utf8').on('data', look);
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${text}`)));
  });
}
