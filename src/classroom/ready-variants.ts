/** The pool of certified variants: which exercise one belongs to, and who asks for more. */
import { createHash } from 'node:crypto';
import type { Definition } from '../exercise/definition.ts';
import { engineVersion } from '../exercise/engine.ts';
import type { Assignment } from '../store/assignments.ts';
import { addJob } from '../store/jobs.ts';
import type { Classroom } from './classroom.ts';

/** Another where the exercise's file or the engine is another: what was drawn before is given to nobody any more. */
export function versionOf(definition: Definition): string {
  const known = versions.get(definition);
  if (known !== undefined) return known;
  const text = JSON.stringify([engineVersion, definition]);
  const version = createHash('sha256').update(text).digest('hex').slice(0, 32);
  versions.set(definition, version);
  return version;
}

const versions = new WeakMap<Definition, string>();

/** An assignment's variants are drawn before students ask: now, and again before it opens, for those who came since. */
export async function askForStock(
  { store, now }: Pick<Classroom, 'store' | 'now'>,
  { courseId, id, policy }: Pick<Assignment, 'courseId' | 'id' | 'policy'>,
): Promise<void> {
  const job = { kind: 'stock-variants', courseId, payload: { courseId, assignmentId: id } };
  await addJob(store, { ...job, key: stockKey(id) }, now());
  const early = policy.opensAt === null ? undefined : new Date(Date.parse(policy.opensAt) - leadMs);
  if (early && early > now())
    await addJob(store, { ...job, key: `${stockKey(id)} ${policy.opensAt}` }, early);
}

const leadMs = 10 * 60_000;

/** Asked by many at once, it is one job. */
export async function askForMore(
  { store, now }: Pick<Classroom, 'store' | 'now'>,
  { courseId, assignmentId }: { readonly courseId: string; readonly assignmentId: string },
): Promise<void> {
  const payload = { courseId, assignmentId };
  await addJob(store, { kind: 'stock-variants', courseId, key: stockKey(assignmentId), payload }, now());
}

/** Practice has the exercise's id for an assignment's: its visitors ask for the same. */
const stockKey = (assignmentId: string): string => `stock ${assignmentId}`;
