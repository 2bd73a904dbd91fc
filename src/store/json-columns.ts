/**
 * Reads the JSON columns: checked with zod, then handed on as they are, so that nothing that a later version
 * wrote is lost. Throws where the database holds what we never wrote.
 */
import { z } from 'zod';
import type { Variant } from '../exercise/variant.ts';
import type { AttemptResult } from '../grading/result.ts';
import { anyTime } from '../grading/schedule.ts';
import type { Circumstances } from '../learning/circumstances.ts';
import type { Policy } from './assignments.ts';

const text = z.string();
const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value);

const variant = z.object({
  exercise: text,
  engine: text,
  seed: text,
  net: z.object({ hidden: text, output: text, loss: text }),
  given: byName(text),
  hidden: byName(text),
  drawn: byName(text),
  parts: z.array(z.object({ id: text, kind: text, quantity: text, tolerance: z.object({ kind: text }) })),
  certificate: z.object({
    parts: byName(
      z.object({
        key: text,
        exact: z.boolean(),
        shows: z.array(text),
        masked: z.array(text),
        distance: text,
        nearest: text,
      }),
    ),
  }),
});

const partResult = z.object({
  part: text,
  typed: text,
  read: text.optional(),
  verdict: z.object({ kind: text }),
  mark: text,
});

const attemptResult = z.object({
  engine: text,
  mark: text,
  parts: z.array(partResult),
  steps: z.array(partResult).optional(),
  diagnosis: z.object({
    candidates: z.array(z.object({ mistake: text, form: z.number(), explains: z.array(text) })),
  }),
});

const policy = z.object({
  tries: z.number().nullable(),
  penalty: text,
  opensAt: text.nullish(),
  dueAt: text.nullish(),
  late: z.object({ perDay: text, until: text.nullable() }).nullish(),
  timeLimitMinutes: z.number().nullish(),
  feedback: z.enum(['at-once', 'when-closed']).optional(),
  grading: z.record(z.string(), text).optional(),
  tolerances: byName(byName(z.object({ kind: text }))).optional(),
});
const typed = byName(text);
const circumstances = z.object({
  seconds: z.number(),
  told: z.array(text),
  hinted: z.array(text),
  revealed: z.boolean(),
});

const reader =
  <T>(schema: z.ZodType) =>
  (value: unknown): T => {
    schema.parse(value);
    return value as T;
  };

export const readVariant = reader<Variant>(variant);
export const readAttemptResult = reader<AttemptResult>(attemptResult);
/** Assignments of earlier versions have no schedule: any time. */
export const readPolicy = (value: unknown): Policy => ({ ...anyTime, ...reader<Policy>(policy)(value) });
export const readCircumstances = reader<Circumstances>(circumstances);
export const readTyped = reader<Readonly<Record<string, string>>>(typed);
export const readComments = reader<readonly string[]>(z.array(text));
