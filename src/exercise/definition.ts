/**
 * What an exercise file says. Key, mistakes, hints and solution are never in it: they follow from the
 * quantities asked.
 */
import * as z from 'zod';
import { mistakeIds } from '../mistakes/catalogue.ts';
import { readQuantity } from '../net/quantity.ts';
import { hiddenActivations, losses, outputActivations } from '../net/spec.ts';
import { parseRational } from '../number/rational.ts';
import { choiceQuestions, orderQuestions } from './questions.ts';

/** '-0.5', '3/40': exact, whatever YAML made of it. */
const exactNumber = z
  .union([z.number(), z.string()], 'expected a number such as -0.5 or 3/40')
  .transform(String)
  .refine((text) => /^-?\d{1,9}([./]\d{1,9})?$/.test(text), {
    error: 'expected a number such as -0.5 or 3/40',
    abort: true,
  })
  .refine((text) => !/\/0+$/.test(text), { error: 'expected a denominator that is not 0', abort: true });

const range = z
  .strictObject({ from: exactNumber, to: exactNumber, step: exactNumber })
  .refine(({ step }) => parseRational(step).n > 0n, { error: 'expected a step above 0', abort: true })
  .refine((r) => valuesIn(r) >= 1 && valuesIn(r) <= 1000, {
    error: 'expected between 1 and 1000 values from `from` to `to`',
    abort: true,
  });

const list = z.array(exactNumber).min(1).max(200);

/** A list of values, or a range; 0 and ±1 are never drawn. Of what is left, so many sizes must differ. */
const numbers = (leastSizes: 1 | 2) =>
  z.unknown().transform((value, context): z.infer<typeof list> | z.infer<typeof range> => {
    const read = (Array.isArray(value) ? list : range).safeParse(value);
    const issues = read.success ? [] : read.error.issues;
    for (const { message, path } of issues)
      context.addIssue({ code: 'custom', message, path: [...path], input: value });
    if (!read.success) return z.NEVER;
    if (sizesDrawn(read.data).size < leastSizes)
      context.addIssue({ code: 'custom', message: tooFewSizes[leastSizes], input: value });
    return read.data;
  });

const tooFewSizes = {
  1: 'expected a value other than 0, 1 and -1',
  2: 'expected two values of different size, other than 0, 1 and -1: |x1| is never |x2|',
} as const;

const letters = ['x', 'w', 'u', 't', 'a', 'h', 'z', 'y', 'e', 'eta', 'd'] as const;

/** A text in every language. */
export const sentence = z.strictObject({ en: z.string().min(1).max(4000), fa: z.string().min(1).max(4000) });

const tolerance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact') }),
  z.strictObject({ kind: z.literal('relative'), n: exactNumber }),
  z.strictObject({ kind: z.literal('absolute'), n: exactNumber }),
  z.strictObject({ kind: z.literal('decimals'), n: z.int().min(0).max(12) }),
  z.strictObject({ kind: z.literal('significant'), n: z.int().min(2).max(12) }),
]);

const quantity = z
  .string()
  .max(40)
  .refine(
    (text) => readQuantity(withIndices(text, { i: '1', j: '2', k: '1' })) !== undefined,
    'expected a quantity such as dE/du{j}{k}, dE1/dw12, h{j} or Δw{i}{j}',
  );

/** What can be asked with options; the right ones follow from the net and its numbers (questions.ts). */
const questionPart = {
  /** What the question is about; E, where it is about all weights of `among`. */
  quantity: quantity.default('E'),
  among: z.enum(['w', 'u', 'all']).default('w'),
};

const part = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !('kind' in value) ? { kind: 'number', ...value } : value,
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('number'), quantity, tolerance: tolerance.optional() }),
    z.strictObject({ kind: z.literal('formula'), quantity }),
    z.strictObject({ kind: z.literal('choice'), question: z.enum(choiceQuestions), ...questionPart }),
    z.strictObject({ kind: z.literal('order'), question: z.enum(orderQuestions), ...questionPart }),
  ]),
);

export const definitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'expected lower-case letters, digits and hyphens'),
  level: z.int().min(0).max(12),
  skills: z.array(z.string().regex(/^K([1-9]|1[0-7])$/, 'expected K1 to K17')).min(1),
  title: sentence,
  prompt: sentence,
  net: z
    .strictObject({
      hidden: z.enum(hiddenActivations),
      output: z.enum(outputActivations),
      loss: z.enum(losses).default('half'),
    })
    .refine(
      ({ output, loss }) => loss !== 'crossEntropy' || output === 'softmax',
      'cross-entropy goes with softmax outputs only',
    ),
  /** What the student sees. Anything of a, h, z, y, e is then a value to work with, not to compute. */
  given: z.array(z.enum(letters)).default(['x', 'w', 'u', 't']),
  /** Decimals to which given values of a sigmoid, tanh or softmax are cut. */
  givenDecimals: z.int().min(1).max(6).default(2),
  numbers: z
    .strictObject({ x: numbers(2), w: numbers(1), u: numbers(1), t: numbers(1), eta: numbers(1) })
    .partial()
    .default({}),
  /** Hidden ReLU units that are off; the asked ones if `askDead`, and then a right answer may be 0. */
  deadUnits: z.int().min(0).max(2).default(0),
  askDead: z.union([z.boolean(), z.literal('some')]).default(false),
  /** Most decimals of a right answer, where it is a decimal that ends. */
  keyDecimals: z.int().min(1).max(8).default(5),
  /** The weight of a gradient check, and its d: then E⁺, E⁻ and ΔE/2d can be asked, and d given. */
  nudge: z
    .strictObject({
      weight: z.string().regex(/^[wu](\d|\{[ij]\})(\d|\{[jk]\})$/, 'expected a weight such as w{i}{j}'),
      by: exactNumber,
    })
    .optional(),
  /** Mistakes one of which somebody made in the worked solution that is shown. */
  planted: z.array(z.enum(mistakeIds)).max(8).default([]),
  /** Slopes may be nearly 0: pre-activations far out are drawn as well. */
  saturated: z.boolean().default(false),
  parts: z.array(part).min(1).max(20),
  policy: z
    .strictObject({ tries: z.int().min(1).max(20).default(3), penalty: exactNumber.default('0') })
    .default({ tries: 3, penalty: '0' }),
});

export type Definition = z.infer<typeof definitionSchema>;
export type PartDefinition = Definition['parts'][number];
export type NumberChoice = z.infer<typeof list> | z.infer<typeof range>;

/** 'dE/du{j}{k}' with the indices written in. */
export function withIndices(text: string, indices: Readonly<Record<string, string>>): string {
  return text.replace(/\{([ijk])\}/g, (whole, index: string) => indices[index] ?? whole);
}

/** The sizes of the values that can be drawn: without 0 and ±1. */
function sizesDrawn(choice: z.infer<typeof range> | readonly string[]): ReadonlySet<number> {
  const values = 'from' in choice ? stepped(choice) : choice.map(toNumber);
  return new Set(
    values.map((value) => Math.round(Math.abs(value) * 1e9) / 1e9).filter((size) => size !== 0 && size !== 1),
  );
}

function toNumber(text: string): number {
  const { n, d } = parseRational(text);
  return Number(n) / Number(d);
}

const stepped = (r: z.infer<typeof range>): readonly number[] =>
  Array.from({ length: valuesIn(r) }, (_, i) => toNumber(r.from) + i * toNumber(r.step));

function valuesIn(r: { readonly from: string; readonly to: string; readonly step: string }): number {
  const [from, to, step] = [r.from, r.to, r.step].map(toNumber);
  return Math.floor(((to ?? 0) - (from ?? 0)) / (step ?? 1) + 1e-9) + 1;
}

/** 'p1', 'p2', … in the order asked. */
export const partIdAt = (index: number): string => `p${index + 1}`;

/** None of an exercise that is there no more. */
export const partIdsOf = (definition: Pick<Definition, 'parts'> | undefined): readonly string[] =>
  (definition?.parts ?? []).map((_, index) => partIdAt(index));
