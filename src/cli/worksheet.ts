/**
 * chainmark worksheet <exercise or collection…> --copies N [--seed S] [--title T] [--locale en|fa] [--out FILE] [--keys FILE]:
 * printable sheets as an HTML file that needs no other, and their keys as another. Everything follows from the
 * seed, which no sheet tells: numbers, and the codes by which a key is found. Without --out to standard output.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { sayNoVariant } from '../classroom/draw-from-seed.ts';
import { mostSheets } from '../classroom/make-worksheet.ts';
import type { Definition } from '../exercise/definition.ts';
import { makeVariant } from '../exercise/make-variant.ts';
import { forStudent, type Variant } from '../exercise/variant.ts';
import { findLocale, type Locale, say } from '../language/language.ts';
import { readCollections } from '../store/collection-files.ts';
import { ladderOf, readExercises } from '../store/exercise-files.ts';
import { makeViews } from '../web/views.ts';
import { keyView } from '../web/worksheet/key-view.ts';
import { type SheetModel, sheetView } from '../web/worksheet/sheet-view.ts';
import type { Command, CommandIo } from './command.ts';

const sentences = say('en').teacher;

export const worksheet: Command = {
  summary:
    'worksheet <exercise or collection…> --copies N [--out FILE] [--keys FILE]: sheets to print, and keys',
  run: async (argv, io) => {
    const asked = await readArguments(argv);
    if (asked.kind === 'wrong') {
      io.complain(asked.sentence);
      io.complain(sentences.commandUsage());
      return 1;
    }
    const sheets = drawSheets(asked);
    if (typeof sheets === 'string') {
      io.complain(sheets);
      return 1;
    }
    await writeDocuments(asked, sheets, io);
    return 0;
  },
};

interface Asked {
  readonly kind: 'asked';
  readonly definitions: readonly Definition[];
  readonly copies: number;
  readonly seed: string;
  readonly title: string;
  readonly locale: Locale;
  readonly out: string | undefined;
  readonly keys: string | undefined;
}

interface Wrong {
  readonly kind: 'wrong';
  readonly sentence: string;
}

const options = {
  copies: { type: 'string', default: '1' },
  seed: { type: 'string' },
  title: { type: 'string', default: '' },
  locale: { type: 'string', default: 'en' },
  out: { type: 'string' },
  keys: { type: 'string' },
} as const;

async function readArguments(argv: readonly string[]): Promise<Asked | Wrong> {
  const wrong = (sentence: string): Wrong => ({ kind: 'wrong', sentence });
  const parsed = parse(argv);
  if (parsed instanceof Error) return wrong(say('en').exercise.badArguments({ reason: parsed.message }));
  const { values, positionals } = parsed;
  const { copies, seed = randomBytes(16).toString('hex'), title, out, keys } = values;
  const locale = findLocale(values.locale);
  if (!locale) return wrong(say('en').exercise.unknownLocale({ found: values.locale, expected: 'en, fa' }));
  if (positionals.length === 0) return wrong(sentences.commandNeedsExercise);
  const known = ladderOf((await readExercises()).definitions);
  const collections = await readCollections(new Set(known.keys()));
  const ids = new Set(
    positionals.flatMap((id) => collections.find((collection) => collection.id === id)?.exercises ?? [id]),
  );
  const missing = [...ids].find((id) => !known.has(id));
  if (missing !== undefined) {
    const expected = [...collections.map(({ id }) => id), ...known.keys()].join(', ');
    return wrong(say('en').exercise.noExercise({ found: missing, expected }));
  }
  const definitions = [...ids].flatMap((id) => known.get(id) ?? []);
  const count = Number(copies);
  if (!Number.isInteger(count) || count < 1 || count * definitions.length > mostSheets)
    return wrong(sentences.commandCopies(mostSheets));
  return { kind: 'asked', definitions, copies: count, seed, title, locale, out, keys };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) return error;
    throw error;
  }
}

/** The sheets, copy by copy; or why an exercise has none. */
function drawSheets({
  definitions,
  copies,
  seed,
  title,
  locale,
}: Asked): readonly SheetModel<Variant>[] | string {
  const sheets: SheetModel<Variant>[] = [];
  for (let copy = 1; copy <= copies; copy++) {
    for (const definition of definitions) {
      const own = derived(`${seed} ${definition.id} ${copy}`);
      const made = makeVariant(definition, own);
      if (made.kind === 'none') return sayNoVariant(definition, made, 'en');
      const code = codeOf(derived(`${own} code`));
      const { variant } = made;
      sheets.push({ locale, worksheet: title, definition, variant, code, address: code, copy, copies });
    }
  }
  return sheets;
}

/** One way only: from a sheet's code nobody comes to its seed. */
const derived = (text: string): string => createHash('sha256').update(text).digest('hex');

const codeDigits = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Eight of the letters and digits that are not mistaken for one another. */
function codeOf(digest: string): string {
  let [value, code] = [BigInt(`0x${digest}`), ''];
  for (let place = 0; place < 8; place++, value /= 31n) code += codeDigits[Number(value % 31n)];
  return code;
}

async function writeDocuments(
  { title, locale, seed, out, keys }: Asked,
  sheets: readonly SheetModel<Variant>[],
  io: CommandIo,
): Promise<void> {
  const css = (await Promise.all(['chainmark.css', 'worksheet.css'].map(asset))).join('\n');
  const { tag, direction } = say(locale);
  const views = makeViews();
  const write = async (file: string | undefined, view: Readonly<Record<string, unknown>>): Promise<void> => {
    const html = views.render('worksheet/document', { tag, direction, css, sheets: [], keys: [], ...view });
    if (file === undefined) return io.print(html);
    await writeFile(file, html);
    io.complain(sentences.commandWrote(file));
  };
  const heading = title || sentences.worksheets;
  if (out !== undefined || keys === undefined) {
    const forStudents = sheets.map((sheet) => sheetView({ ...sheet, variant: forStudent(sheet.variant) }));
    await write(out, { title: heading, sheets: forStudents });
  }
  if (keys !== undefined) await write(keys, { title: sentences.keysOf(heading), keys: sheets.map(keyView) });
  io.complain(sentences.commandSeed(seed));
}

const asset = (name: string): Promise<string> =>
  readFile(new URL(`../web/assets/${name}`, import.meta.url), 'utf8');
