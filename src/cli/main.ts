/** The commands, one file each; `start` is main.ts. */
import { say } from '../language/language.ts';

type Command = (args: readonly string[]) => Promise<void>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => {
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

const terminal = {
  print: (line: string) => console.log(line),
  complain: (line: string) => console.error(line),
  onStop: (stop: () => void) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  },
  exit: (code: number) => process.exit(code),
};
