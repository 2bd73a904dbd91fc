/** A course here beside its course in an LMS: who is new there, and who is here by that LMS and not there any more. */
import type { Enrolment } from '../store/enrolments.ts';

export interface LmsPerson {
  readonly subject: string;
  readonly name: string;
  readonly role: Enrolment['role'];
}

export interface Compared {
  readonly added: readonly LmsPerson[];
  /** Who has another role there; a role here is changed by a teacher alone, never by the LMS. */
  readonly otherRole: readonly { readonly enrolment: Enrolment; readonly there: Enrolment['role'] }[];
  /** Never taken out by themselves. */
  readonly gone: readonly Enrolment[];
}

/** `subjects`: the LMS's names of those who are here, by user; who never came from that LMS is left alone. */
export function compareLmsPeople(
  there: readonly LmsPerson[],
  here: readonly Enrolment[],
  subjects: ReadonlyMap<string, string>,
): Compared {
  const subjectOf = ({ userId }: Enrolment): string | undefined =>
    userId === null ? undefined : subjects.get(userId);
  const known = new Set(here.map(subjectOf));
  const rolesThere = new Map(there.map(({ subject, role }) => [subject, role]));
  const present = new Set(there.map(({ subject }) => subject));
  return {
    added: there.filter(({ subject }) => !known.has(subject)),
    otherRole: here.flatMap((enrolment) => {
      const role = rolesThere.get(subjectOf(enrolment) ?? '');
      return role === undefined || role === enrolment.role ? [] : [{ enrolment, there: role }];
    }),
    gone: here.filter((enrolment) => {
      const subject = subjectOf(enrolment);
      return subject !== undefined && !present.has(subject);
    }),
  };
}
