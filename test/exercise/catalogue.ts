/** The exercises of the project, read from their files, for tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Definition, definitionSchema } from '../../src/exercise/definition.ts';
import { makeVariant } from '../../src/exercise/make-variant.ts';
import type { NumberPart, Variant } from '../../src/exercise/variant.ts';

const folder = new URL('../../exercises/', import.meta.url);

export const definitions: readonly Definition[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => definitionSchema.parse(parse(readFileSync(new URL(file, folder), 'utf8'))))
  .sort((left, right) => left.level - right.level);

export function definitionOf(id: string): Definition {
  const found = definitions.find((each) => each.id === id);
  if (!found) throw new Error(`no exercise ${id}`);
  return found;
}

export function variantOf(definition: Definition, seed: string): Variant {
  const made = makeVariant(definition, seed);
  if (made.kind === 'none') throw new Error(`no variant of ${definition.id}: ${made.constraint}`);
  return made.variant;
}

/** The parts that ask for a number. */
export const numberParts = ({ parts }: Variant): readonly NumberPart[] =>
  parts.flatMap((part) => (part.kind === 'number' ? [part] : []));
