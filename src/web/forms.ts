/** Reading forms at the edge: every field through zod, control characters and surrounding space cut off. */
import type { Request } from 'express';
import * as z from 'zod';
import { Refusal } from './failure.ts';

/** One line of text as a person types it. */
export const line = (longest: number) =>
  z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
        .trim(),
    )
    .pipe(z.string().max(longest));

/** Text of several lines as a person types it. */
export const paragraphs = (longest: number) =>
  z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, ' ')
        .trim(),
    )
    .pipe(z.string().max(longest));

/** The fields of a form; a form that no page of ours could have sent is refused. */
export const requireForm = <T>(schema: z.ZodType<T>, request: Request): T =>
  requireShape(schema, request.body ?? {});

/** What stands behind the question mark of the address. */
export const requireQuery = <T>(schema: z.ZodType<T>, request: Request): T =>
  requireShape(schema, request.query);

function requireShape<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (!read.success) throw new Refusal(400, 'notUnderstood');
  return read.data;
}
