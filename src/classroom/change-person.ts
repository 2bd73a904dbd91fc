/** Changes what the roster says of one person, and their role; removes them, and brings them back. */
import { type AuditedAction, recordAudit } from '../store/audit.ts';
import type { Enrolment, Role } from '../store/enrolments.ts';
import {
  changePerson as change,
  findPerson,
  listRoster,
  lockRoster,
  type RosterDesk,
  type RosterFields,
  type RosterPerson,
} from '../store/roster.ts';
import type { Classroom } from './classroom.ts';

export type PersonOutcome = 'changed' | 'no-such-person' | 'last-teacher' | 'number-taken';

export type PersonChange =
  | { readonly kind: 'fields'; readonly fields: RosterFields; readonly role: Role }
  | { readonly kind: 'removed' }
  | { readonly kind: 'restored' };

/** A course never loses its last teacher. */
export function changePerson(
  { store, now }: Classroom,
  teacher: Enrolment,
  { id, to }: { readonly id: string; readonly to: PersonChange },
): Promise<PersonOutcome> {
  const { courseId, id: actorId } = teacher;
  return store.prisma.$transaction(async (prisma) => {
    const desk = { prisma };
    await lockRoster(desk, courseId);
    const person = await findPerson(desk, courseId, id);
    if (!person || person.anonymousAt !== null) return 'no-such-person';
    const refusal = await refusalOf(desk, person, to);
    if (refusal) return refusal;
    await change(desk, person, dataOf(to, now()));
    for (const { action, detail } of entriesOf(person, to))
      await recordAudit(desk, { courseId, actorId, subjectId: id, action, detail, createdAt: now() });
    return 'changed';
  });
}

async function refusalOf(
  desk: RosterDesk,
  person: RosterPerson,
  to: PersonChange,
): Promise<PersonOutcome | undefined> {
  const others = (await listRoster(desk, person.courseId)).filter(({ id }) => id !== person.id);
  const staysTeacher = to.kind === 'restored' || (to.kind === 'fields' && to.role === 'teacher');
  const isTeacher = person.role === 'teacher' && person.removedAt === null;
  const another = others.some(({ role, removedAt, userId }) => role === 'teacher' && !removedAt && userId);
  if (isTeacher && !staysTeacher && !another) return 'last-teacher';
  const number = to.kind === 'fields' ? to.fields.studentNumber : null;
  return number !== null && others.some(({ studentNumber }) => studentNumber === number)
    ? 'number-taken'
    : undefined;
}

const dataOf = (to: PersonChange, now: Date): Parameters<typeof change>[2] =>
  to.kind === 'fields' ? { ...to.fields, role: to.role } : { removedAt: to.kind === 'removed' ? now : null };

interface Noted {
  readonly action: AuditedAction;
  readonly detail: Readonly<Record<string, string>>;
}

/** No names: the log carries ids and kinds. */
function entriesOf(person: RosterPerson, to: PersonChange): readonly Noted[] {
  if (to.kind !== 'fields') return [{ action: to.kind, detail: {} }];
  return [
    ...(to.role === person.role
      ? []
      : [{ action: 'role-changed', detail: { from: person.role, to: to.role } } as const]),
    ...(to.fields.section === person.section ? [] : [{ action: 'section-changed', detail: {} } as const]),
  ];
}
