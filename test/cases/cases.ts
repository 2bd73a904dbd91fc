/** Facts from the tests of other systems, each with its source; one JSON object a line. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const source = z.string();

export const readCases = () =>
  linesOf(
    'read-number',
    z.object({ typed: z.string(), value: z.string().nullable(), locale: z.string().optional(), source }),
  );

const digits = z.int();
export const compareCases = () =>
  linesOf(
    'compare-number',
    z.object({
      typed: z.string(),
      expected: z.string(),
      tolerance: z.union([
        z.strictObject({ relative: z.union([z.string(), z.number()]) }),
        z.strictObject({ absolute: z.union([z.string(), z.number()]) }),
        z.strictObject({ decimals: digits }),
        z.strictObject({ significant: digits }),
      ]),
      right: z.boolean(),
      source,
    }),
  );

export const sameCases = () =>
  linesOf('same-formula', z.object({ left: z.string(), right: z.string(), same: z.boolean(), source }));

/** 'reject' never gives a value; all others give a definite answer. */
export const hostileCases = () =>
  linesOf('hostile', z.object({ typed: z.string(), expect: z.string(), source }));

function linesOf<T>(name: string, shape: z.ZodType<T>): readonly T[] {
  const text = readFileSync(new URL(`${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => shape.parse(JSON.parse(line)));
}
