/** Applies a list to the roster: all of it or nothing, and only if it does what was shown before. */
import { createHash } from 'node:crypto';
import { recordAudit } from '../store/audit.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { addStudents, changeStudents, listRoster, lockRoster } from '../store/roster.ts';
import type { Classroom } from './classroom.ts';
import { type ListedPerson, type PlannedLine, planRoster, type RosterPlan } from './plan-roster.ts';

export type ImportOutcome =
  | { readonly kind: 'imported' }
  /** Somebody joined or was changed meanwhile, or lines clash: look again. */
  | { readonly kind: 'differs'; readonly plan: RosterPlan };

export async function previewRoster(
  { store }: Classroom,
  courseId: string,
  list: readonly ListedPerson[],
): Promise<RosterPlan> {
  return planRoster(await listRoster(store, courseId), list);
}

/** What was shown, in a few characters: two plans that would do the same have the same. */
export function fingerprintOf({ lines }: RosterPlan): string {
  const effects = lines.map(({ kind, fields, ...rest }) => [
    kind,
    fields,
    'before' in rest ? rest.before.id : '',
  ]);
  return createHash('sha256').update(JSON.stringify(effects)).digest('hex').slice(0, 32);
}

/** Thousands of lines take some seconds. */
const timeoutMs = 60_000;

export async function importRoster(
  { store, now }: Classroom,
  teacher: Enrolment,
  { list, shown }: { readonly list: readonly ListedPerson[]; readonly shown: string },
): Promise<ImportOutcome> {
  const { courseId, id: actorId } = teacher;
  return store.prisma.$transaction(
    async (prisma) => {
      await lockRoster({ prisma }, courseId);
      const plan = planRoster(await listRoster({ prisma }, courseId), list);
      if (plan.clashes.length > 0 || fingerprintOf(plan) !== shown) return { kind: 'differs', plan };
      const people = plan.lines.flatMap(({ kind, fields }) => (kind === 'added' ? [fields] : []));
      await addStudents({ prisma }, courseId, { people, now: now() });
      await changeStudents({ prisma }, courseId, plan.lines.flatMap(changed));
      const detail = countsOf(plan);
      const entry = { courseId, actorId, subjectId: null, detail, createdAt: now() } as const;
      await recordAudit({ prisma }, { ...entry, action: 'roster-imported' });
      return { kind: 'imported' };
    },
    { timeout: timeoutMs },
  );
}

const changed = (line: PlannedLine) =>
  line.kind === 'changed' || line.kind === 'restored' ? [{ ...line.fields, id: line.before.id }] : [];

function countsOf({ lines }: RosterPlan): Readonly<Record<string, string>> {
  const count = (kind: PlannedLine['kind']): string => `${lines.filter((line) => line.kind === kind).length}`;
  return { added: count('added'), changed: count('changed'), restored: count('restored') };
}
