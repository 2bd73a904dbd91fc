/** Reading what was sent: strictly, so that nothing is set that the schema does not name; every misfit with its place. */
import type { Request } from 'express';
import * as z from 'zod';
import { type Locale, say } from '../../language/language.ts';
import { localeOf } from '../looks.ts';
import { type Misfit, Problem } from './problem.ts';

export const requireQuery = <Q extends z.ZodType>(schema: Q | undefined, request: Request): z.output<Q> =>
  requireShape(schema, 'query', request.query, localeOf(request));

export function requireBody<B extends z.ZodType>(schema: B | undefined, request: Request): z.output<B> {
  if (schema && request.get('content-length') === '0') throw new Problem(400, 'unread');
  if (schema && !request.is('application/json')) throw new Problem(415, 'notJson');
  return requireShape(schema, 'body', request.body, localeOf(request));
}

function requireShape<S extends z.ZodType>(
  schema: S | undefined,
  place: 'query' | 'body',
  value: unknown,
  locale: Locale,
): z.output<S> {
  const asked = schema ?? (place === 'query' ? noParameters : anything);
  const read = asked.safeParse(value, { reportInput: true });
  if (read.success) return read.data as z.output<S>;
  const misfits = read.error.issues.slice(0, mostMisfits).map((issue) => misfitOf(issue, place, locale));
  throw new Problem(422, 'misfit', { misfits });
}

const noParameters = z.strictObject({});
/** What is sent to an endpoint without a body is not read. */
const anything = z.unknown();
const mostMisfits = 20;

const misfitOf = (issue: z.core.$ZodIssue, place: Misfit['in'], locale: Locale): Misfit => ({
  in: place,
  at: place === 'query' ? issue.path.join('.') : pointerTo(issue.path),
  detail: sentenceOf(issue, locale),
});

/** RFC 6901. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function sentenceOf(issue: z.core.$ZodIssue, locale: Locale): string {
  const words = say(locale).api.misfits;
  switch (issue.code) {
    case 'unrecognized_keys':
      return words.unknown(
        issue.keys
          .map((key) => key.slice(0, 80))
          .slice(0, 5)
          .join(', '),
      );
    case 'too_small':
      return words.atLeast(`${issue.minimum}`);
    case 'too_big':
      return words.atMost(`${issue.maximum}`);
    case 'invalid_value':
      return words.oneOf(issue.values.map(String).join(', '));
    case 'invalid_format':
      return words.format(issue.format);
    case 'invalid_type':
      return issue.input === undefined ? words.missing : words.kind(issue.expected);
    default:
      return words.notUnderstood;
  }
}
