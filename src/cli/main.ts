/** The commands, one file each, loaded when they are asked for; `start` is main.ts. */
import { readFileSync } from 'node:fs';
import { say } from '../language/language.ts';
import type { Command, CommandIo } from './command.ts';
import type { WithClassroom } from './export.ts';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => ({ summary: 'start: serves Chainmark (settings in the environment)', run: startServer }),
  work: async () => ({ summary: 'work: does jobs for replicas with WORKERS=0, without a port', run: work }),
  migration: async () => (await import('./migration.ts')).migration,
  exercise: async () => (await import('./exercise.ts')).exercise,
  variant: async () => (await import('./variant.ts')).variant,
  export: async () => (await import('./export.ts')).exportCommand(withClassroom),
  backup: async () => (await import('./backup.ts')).backupCommand(withClassroom, fetchFromRunning),
  restore: async () => (await import('./restore.ts')).restoreCommand(withClassroom),
  move: async () => (await import('./move.ts')).moveCommand(withClassroom),
  recount: async () => (await import('./recount.ts')).recountCommand(withClassroom),
  worksheet: async () => (await import('./worksheet.ts')).worksheet,
  read: async () => (await import('./read.ts')).read,
  same: async () => (await import('./same.ts')).same,
  compare: async () => (await import('./compare.ts')).compare,
  grade: async () => (await import('./grade.ts')).grade,
};

/** Runs the command and ends the process with its exit code. */
export async function runCommand([name = 'start', ...argv]: readonly string[]): Promise<void> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const code = load ? await (await load()).run(argv, io) : await listCommands(name);
  process.exit(code);
}

async function listCommands(asked: string): Promise<number> {
  const help = ['help', '--help', '-h'].includes(asked);
  if (!help) io.complain(say('en').terminal.unknownCommand(asked));
  for (const load of Object.values(commands)) (help ? io.print : io.complain)(`  ${(await load()).summary}`);
  return help ? 0 : 1;
}

const io: CommandIo = {
  input: process.stdin.setEncoding('utf8'),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
};

const withClassroom: WithClassroom = async (use, url) =>
  (await import('../main.ts')).withClassroom({ ...process.env, ...(url && { DATABASE_URL: url }) }, io, use);

const fetchFromRunning = async (file: string) =>
  (await import('../main.ts')).backupOfRunning(process.env, file);

async function startServer(): Promise<number> {
  if (process.env.npm_lifecycle_event === 'start') endWithParent();
  const { start } = await import('../main.ts');
  return start(process.env, { ...io, onStop });
}

async function work(): Promise<number> {
  const main = await import('../main.ts');
  return main.work(process.env, { ...io, onStop });
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
