/**
 * All data of one person, to take away. To the student themselves nothing is told that the pages do not tell yet: no
 * key of a variant, and of an exam whose results come later only what was typed.
 */
import { forStudent } from '../exercise/variant.ts';
import { accessTo } from '../grading/schedule.ts';
import { recordAudit } from '../store/audit.ts';
import { findCourse, findCoursesOf } from '../store/courses.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { readVariant } from '../store/json-columns.ts';
import { listPersonalRows, type PersonalRows, type Row } from '../store/personal-data.ts';
import { findPerson } from '../store/roster.ts';
import { listWork } from '../store/sittings.ts';
import type { User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';

export interface PersonalData {
  readonly course: string;
  readonly person: Readonly<Record<string, unknown>>;
  readonly variants: readonly Row[];
  readonly audit: readonly Row[];
  readonly tables: Readonly<Record<string, readonly Row[]>>;
}

/** By a teacher; the audit log says so. Undefined where nobody is called so. */
export async function downloadData(
  classroom: Classroom,
  { courseId, id: actorId }: Enrolment,
  subjectId: string,
): Promise<PersonalData | undefined> {
  const { store, now } = classroom;
  const data = await dataIn(classroom, courseId, { id: subjectId, hidden: new Set() });
  const entry = { courseId, actorId, subjectId, detail: {}, createdAt: now() } as const;
  if (data) await recordAudit(store, { ...entry, action: 'data-downloaded' });
  return data;
}

/** Their own, of every course that they are in. */
export async function downloadOwnData(classroom: Classroom, user: User) {
  const courses: PersonalData[] = [];
  for (const { course, enrolmentId: id } of await findCoursesOf(classroom.store, user.id)) {
    const data = await dataIn(classroom, course.id, {
      id,
      hidden: await hiddenFrom(classroom, course.id, id),
    });
    if (data) courses.push(data);
  }
  return { user, courses };
}

/** Assignments whose results are not told yet. */
async function hiddenFrom(
  { store, now }: Classroom,
  courseId: string,
  enrolmentId: string,
): Promise<ReadonlySet<string>> {
  const work = await listWork(store, { courseId, enrolmentId });
  return new Set([...work].flatMap(([id, each]) => (accessTo(each, now()).revealed ? [] : [id])));
}

async function dataIn(
  { store }: Classroom,
  courseId: string,
  { id, hidden }: { readonly id: string; readonly hidden: ReadonlySet<string> },
): Promise<PersonalData | undefined> {
  const [course, person, rows] = await Promise.all([
    findCourse(store, courseId),
    findPerson(store, courseId, id),
    listPersonalRows(store, courseId, id),
  ]);
  if (!person) return undefined;
  return { course: course?.title ?? '', person: { ...person }, ...told(rows, hidden) };
}

function told({ variants, tables, audit }: PersonalRows, hidden: ReadonlySet<string>) {
  const closed = new Set(variants.filter(isIn(hidden)).map(({ id }) => id));
  const {
    Attempt,
    RegradedAttempt,
    Comment,
    Progress,
    StudentWork,
    Override,
    MarkChange,
    Passback,
    ...rest
  } = tables;
  const untold = new Set(Attempt.filter(({ variantId }) => closed.has(variantId)).map(({ id }) => id));
  const revealed = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => !isIn(hidden)(row));
  return {
    variants: variants.map(({ frozen, seed: _seed, ...row }) => ({
      ...row,
      exercise: forStudent(readVariant(frozen)),
    })),
    audit,
    tables: {
      ...rest,
      Progress: revealed(Progress),
      StudentWork: revealed(StudentWork),
      Override: revealed(Override),
      MarkChange: revealed(MarkChange),
      Passback: hidden.size > 0 ? [] : Passback,
      Attempt: Attempt.map((row) => (closed.has(row.variantId) ? withoutVerdict(row) : row)),
      RegradedAttempt: RegradedAttempt.filter(({ attemptId }) => !untold.has(attemptId)),
      Comment: Comment.filter(({ variantId }) => !closed.has(variantId)),
    },
  };
}

const isIn =
  (assignments: ReadonlySet<string>) =>
  ({ assignmentId }: Row): boolean =>
    typeof assignmentId === 'string' && assignments.has(assignmentId);

const withoutVerdict = ({ result: _result, mark: _mark, ...row }: Row): Row => row;
