/** Answers that somebody tries: by the id of the part, as a student would type them. */
import * as z from 'zod';
import { type Definition, partIdsOf } from '../../exercise/definition.ts';
import { idAsked } from './fields.ts';
import { Problem } from './problem.ts';
import { pointerTo } from './read-request.ts';

/** Of a part that is answered by choosing: ids of options, with commas between. */
export const answersAsked = z.record(idAsked, z.string().max(10_000));

export function requireParts(
  definition: Pick<Definition, 'parts'>,
  answers: z.output<typeof answersAsked> | undefined,
): void {
  const known = new Set(partIdsOf(definition));
  const unknown = Object.keys(answers ?? {}).filter((part) => !known.has(part));
  const pointers = unknown.slice(0, mostNamed).map((part) => pointerTo(['answers', part]));
  if (unknown.length > 0) throw new Problem(422, 'unknownPart', { pointers });
}

const mostNamed = 20;
