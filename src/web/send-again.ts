/** A form that could not be taken just now, as one to send again: nothing that was typed is lost. */
import type { Request } from 'express';
import * as z from 'zod';

export interface SendAgain {
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** What somebody typed themselves, to be seen. */
  readonly typed: readonly string[];
}

const sent = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** undefined where there is nothing to send, or a secret that no page may repeat. */
export function sendAgain({ method, originalUrl, body }: Request): SendAgain | undefined {
  const read = sent.safeParse(body);
  if (method !== 'POST' || !read.success) return undefined;
  const fields = Object.entries(read.data).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value })),
  );
  if (fields.length === 0 || fields.some(({ name }) => /password/i.test(name))) return undefined;
  const typed = fields.filter(({ name, value }) => name.startsWith('answer.') && value.trim() !== '');
  return { action: originalUrl, fields, typed: typed.map(({ value }) => value) };
}
