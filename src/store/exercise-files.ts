/** The exercises of the project, read from exercises/ and checked. */
import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type Definition, definitionSchema } from '../exercise/definition.ts';

const folder = new URL('../../exercises/', import.meta.url);

export async function readExercises(): Promise<ReadonlyMap<string, Definition>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml'));
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  const definitions = texts.map((text) => definitionSchema.parse(parse(text)));
  const ladder = definitions.sort((left, right) => left.level - right.level);
  return new Map(ladder.map((each) => [each.id, each]));
}
