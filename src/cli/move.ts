/** chainmark move --to DATABASE_URL: everything the database holds into another one, which nobody has used yet. */
import { parseArgs } from 'node:util';
import type { Classroom } from '../classroom/classroom.ts';
import { say } from '../language/language.ts';
import { moveStore } from '../store/backup-file.ts';
import { countRows } from '../store/stored-tables.ts';
import type { Command, CommandIo } from './command.ts';
import type { WithClassroom } from './export.ts';
import { rowsIn, whyNot } from './restore.ts';

const sentences = say('en').backup;

export const moveCommand = (withClassroom: WithClassroom): Command => ({
  summary: 'move --to DATABASE_URL: everything into another database, with rows compared table by table',
  run: async (argv, io) => {
    const url = targetIn(argv);
    if (url)
      return withClassroom((from, version) => withClassroom((to) => move({ from, to, version }, io), url));
    io.complain(sentences.needsTarget);
    return 1;
  },
});

function targetIn(argv: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...argv], options: { to: { type: 'string' } } }).values.to;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

interface Move {
  readonly from: Classroom;
  readonly to: Classroom;
  /** Of Chainmark. */
  readonly version: string;
}

async function move({ from, to, version }: Move, io: CommandIo): Promise<number> {
  const maker = { chainmark: version, madeAt: from.now() };
  const outcome = await moveStore(from.store, maker, to.store);
  if (outcome.kind !== 'restored') {
    io.complain(whyNot(outcome));
    return 1;
  }
  const { header } = outcome;
  let same = true;
  for (const { name, rows } of header.tables) {
    const there = await countRows(to.store, name);
    same &&= there === rows;
    if (rows > 0 || there > 0)
      io.print(`${name.padEnd(20)} ${`${rows}`.padStart(9)} ${`${there}`.padStart(9)}`);
  }
  if (!same) io.complain(sentences.countsDiffer);
  else io.print(sentences.moved(rowsIn(header)));
  return same ? 0 : 1;
}
