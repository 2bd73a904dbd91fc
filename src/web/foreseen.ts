/**
 * The address of an exercise already says what will be asked for: with the user come the enrolment and the variant, in
 * one statement. access.ts looks here first; whether they may is asked as ever.
 */
import type { Response } from 'express';
import type { User } from '../store/users.ts';
import type { StoredVariant } from '../store/variants.ts';
import type { Visit } from '../store/visits.ts';
import type { WebContext } from './server.ts';

export interface Foreseen {
  readonly courseId: string;
  readonly variantId: string;
  readonly visit: Visit;
}

const foreseen = new WeakMap<Response, Foreseen>();
/** What was used; from then on it may have changed. */
const taken = new WeakSet<Response>();

/** The course and variant that an address names. */
export function exerciseIn(path: string): Pick<Foreseen, 'courseId' | 'variantId'> | undefined {
  const [, courseId, variantId] = /^\/exercise\/(\w+)\/(\w+)(?:\/|$)/.exec(path) ?? [];
  return courseId !== undefined && variantId !== undefined ? { courseId, variantId } : undefined;
}

export async function foresee(
  { store, now }: WebContext,
  response: Response,
  arrival: { readonly token: string; readonly courseId: string; readonly variantId: string },
): Promise<User | undefined> {
  const visit = await store.visits({ ...arrival, now: now() });
  if (visit) foreseen.set(response, { ...arrival, visit });
  return visit?.user;
}

/** Of this user alone: whoever signs in on the way is looked up again. */
export function findForeseen(response: Response, user: User | undefined): Foreseen | undefined {
  const found = foreseen.get(response);
  return found && found.visit.user.id === user?.id ? found : undefined;
}

/** Once for each request. */
export function takeForeseenVariant(response: Response, variantId: string): StoredVariant | undefined {
  const found = foreseen.get(response);
  if (found?.variantId !== variantId || taken.has(response)) return undefined;
  taken.add(response);
  return found.visit.stored;
}
