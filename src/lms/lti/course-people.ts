/** The people of a course here beside those of its course in an LMS: compared, and taken over as a teacher chooses. */
import { admitFromLms } from '../../classroom/arrive-from-lms.ts';
import { changePerson } from '../../classroom/change-person.ts';
import { type Compared, compareLmsPeople } from '../../classroom/compare-lms-people.ts';
import { type Enrolment, enrol, listEnrolments } from '../../store/enrolments.ts';
import { type Context, findContext } from '../../store/lti-contexts.ts';
import { listSubjects } from '../../store/lti-identities.ts';
import { findPlatform } from '../../store/lti-platforms.ts';
import { newId } from '../../store/new-id.ts';
import type { Tool } from './lti.ts';
import { readMembers } from './members.ts';
import { findKeyTrouble } from './tool-keys.ts';

export async function findLmsCourse(
  { store }: Tool,
  courseId: string,
  id: string,
): Promise<Context | undefined> {
  const lms = await findContext(store, id);
  return lms?.courseId === courseId ? lms : undefined;
}

/** undefined where the LMS does not tell. */
export async function compareWithLms(
  tool: Tool,
  courseId: string,
  lms: Context,
): Promise<Compared | undefined> {
  const platform = await findPlatform(tool.store, lms.platformId);
  if (
    (await findKeyTrouble(tool.store, tool.lti.secret)) ||
    platform?.state !== 'active' ||
    lms.membershipsUrl === null
  )
    return undefined;
  const there = await readMembers(tool, platform, lms.membershipsUrl);
  if (!there) return undefined;
  const here = await listEnrolments(tool.store, courseId);
  const userIds = here.flatMap(({ userId }) => (userId === null ? [] : [userId]));
  return compareLmsPeople(there, here, await listSubjects(tool.store, lms.platformId, userIds));
}

export interface ChosenPeople {
  readonly lms: Context;
  /** Names that the LMS gives to people who are not here yet. */
  readonly add: readonly string[];
  /** Enrolments of people who are not there any more. */
  readonly remove: readonly string[];
  /** What somebody is called whose name the LMS hides. */
  nameHidden(subject: string): string;
}

/** Compared again: who is no longer new, or back, is left as they are. false where the LMS does not tell. */
export async function takeLmsPeople(
  tool: Tool,
  teacher: Enrolment,
  { lms, add, remove, nameHidden }: ChosenPeople,
): Promise<boolean> {
  const { courseId } = teacher;
  const compared = await compareWithLms(tool, courseId, lms);
  for (const { subject, name, role } of compared?.added ?? []) {
    if (!add.includes(subject)) continue;
    const displayName = name || nameHidden(subject.slice(0, 12));
    const identity = { platformId: lms.platformId, subject };
    const { id: userId } = await admitFromLms(tool, { identity, name: displayName });
    const person = { courseId, id: newId(), userId, role, displayName };
    await enrol(tool.store, { ...person, createdAt: tool.now() });
  }
  for (const { id } of compared?.gone ?? [])
    if (remove.includes(id)) await changePerson(tool, teacher, { id, to: { kind: 'removed' } });
  return compared !== undefined;
}
