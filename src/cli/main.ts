/** The commands, one file each; `start` is main.ts. */
import { readFileSync } from 'node:fs';
import { say } from '../language/language.ts';

type Command = (args: readonly string[]) => Promise<void>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => {
    if (process.env.npm_lifecycle_event === 'start') endWithParent();
    const { start } = await import('../main.ts');
    return () => start(process.env, terminal);
  },
  migration: async () => (await import('./migration.ts')).writeMigration,
};

export async function runCommand([name = 'start', ...args]: readonly string[]): Promise<void> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    terminal.complain(say('en').terminal.unknownCommand(name, Object.keys(commands).join(', ')));
    return terminal.exit(1);
  }
  await (await load())(args);
}

/** Ctrl-C and kill; a second one finds nobody listening and ends the process at once. */
function onStop(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

/**
 * `npm start` puts a shell between npm and us. It dies of a signal without passing it on, and stays when npm is
 * killed; either way nobody is left who could stop us.
 */
function endWithParent(): void {
  const parents = (): string => `${process.ppid} ${parentOf(process.ppid)}`;
  const atStart = parents();
  const watch = setInterval(() => {
    if (parents() === atStart) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

/** Linux (proc(5), field 4); elsewhere '', so that only our own parent counts. */
function parentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) \S+ (\d+) .*$/s, '$1');
  } catch {
    return '';
  }
}

const terminal = {
  print: (line: string) => console.log(line),
  complain: (line: string) => console.error(line),
  onStop,
  exit: (code: number) => process.exit(code),
};
