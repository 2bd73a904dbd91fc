/** One variant of each exercise as text, reviewed as files: `npm run golden` writes them anew. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printedVariant } from '../../src/cli/show-variant.ts';
import type { Definition } from '../../src/exercise/definition.ts';
import { forStudent, type Variant } from '../../src/exercise/variant.ts';
import { netInWords } from '../../src/figure/words.ts';
import { definitions, variantOf } from './catalogue.ts';

const folder = new URL('../golden/exercises/', import.meta.url);
const fileOf = (id: string): URL => new URL(`${id}.txt`, folder);

function printed(definition: Definition): string {
  const variant = variantOf(definition, 'golden');
  const lines = [
    ...printedVariant(definition, variant, 'en', true),
    '',
    ...figureInWords(variant),
    '',
    ...printedVariant(definition, variant, 'fa', false).slice(0, 2),
  ];
  return `${lines.join('\n')}\n`;
}

/** What the figure shows, as it is told to who cannot see it. */
const figureInWords = (variant: Variant): readonly string[] =>
  netInWords(forStudent(variant), 'en').flatMap(({ heading, lines }) => [
    heading,
    ...lines.map((line) => `  ${line}`),
  ]);

if (process.env.UPDATE_GOLDEN) {
  mkdirSync(folder, { recursive: true });
  for (const definition of definitions) writeFileSync(fileOf(definition.id), printed(definition));
}

describe('the golden variant', () => {
  it.each(definitions.map((definition) => [definition.id, definition] as const))(
    'of %s is as reviewed',
    (id, definition) => {
      expect(printed(definition)).toBe(readFileSync(fileOf(id), 'utf8'));
    },
  );

  it('of an exercise that is gone is gone too', () => {
    expect(readdirSync(folder).sort()).toEqual(definitions.map(({ id }) => `${id}.txt`).sort());
  });
});
