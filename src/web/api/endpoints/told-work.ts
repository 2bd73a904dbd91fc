/** Work as it is told: what a student sees of an exercise, where they stand, what came of an attempt. */
import * as z from 'zod';
import type { TextStep } from '../../../exercise/solution-in-text.ts';
import type { AttemptResult } from '../../../grading/result.ts';
import { id, list, share } from '../fields.ts';

/** No key, no seed. */
export const exerciseShown = z.object({
  exercise: id,
  net: z.object({ hidden: z.string(), output: z.string(), loss: z.string() }),
  given: z.record(z.string(), z.string()),
  drawn: z.record(z.string(), z.string()),
  parts: list(z.object({ id, kind: z.string(), quantity: z.string() })),
});

export const standing = z.object({
  part: z.string(),
  tries: z.number(),
  hints: z.number(),
  firstVerdict: z.string().nullable(),
  lastVerdict: z.string(),
  mark: share,
  markOnTime: share,
  closed: z.boolean(),
});

const partResult = z.object({
  part: z.string(),
  typed: z.string(),
  read: z.string().optional(),
  verdict: z.looseObject({ kind: z.string() }),
  method: z.enum(['right', 'wrong']).optional(),
  mark: share,
});

export const result = z.object({
  engine: z.string(),
  mark: share,
  parts: list(partResult),
  /** Beliefs each of which explains every wrong part. */
  mistakes: list(z.object({ mistake: id, form: z.number(), explains: list(z.string()) })),
});

export const resultTold = ({ engine, mark, parts, diagnosis }: AttemptResult): z.output<typeof result> => ({
  engine,
  mark,
  parts: parts.map(({ verdict, ...part }) => ({ ...part, verdict: { ...verdict } })),
  mistakes: diagnosis.candidates,
});

/** Of a worked solution; the value of the last is the right answer. */
export const step = z.object({
  quantity: z.string(),
  /** In names: 'dE/dz1*u11+dE/dz2*u12'. */
  formula: z.string(),
  /** An exact decimal where `exact`, else 6 significant digits. */
  value: z.string(),
  exact: z.boolean(),
}) satisfies z.ZodType<TextStep>;

/** Mathematics in its sentence stands between dollar signs. */
export const hint = z.object({ sentence: z.string(), latex: z.string().nullable() });

export const hintTold = ({
  sentence,
  latex = null,
}: {
  readonly sentence: string;
  readonly latex?: string | null;
}) => ({ sentence, latex });
