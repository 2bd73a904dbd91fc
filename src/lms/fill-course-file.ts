/** The LMS's own export filled with grades of a course; what it says of its people is remembered. */
import type { Classroom } from '../classroom/classroom.ts';
import type { Rational } from '../number/rational.ts';
import type { Assignment } from '../store/assignments.ts';
import { saveExternalIds } from '../store/external-ids.ts';
import { listKnownStudents } from '../store/known-students.ts';
import { fillFile, type OpenedFile } from './fill-file.ts';
import { idSystems } from './grade-sheet.ts';
import { type Matches, matchPeople, type Person, peopleIn } from './match-people.ts';
import { readGrades } from './read-grades.ts';

/** The people of the file, and who of them is who. */
export const matchFile = async (
  { store }: Classroom,
  courseId: string,
  { file }: OpenedFile,
): Promise<Matches> => matchPeople(peopleIn(file), await listKnownStudents(store, courseId));

export interface FillOrder {
  readonly assignment: Assignment;
  readonly onTime: boolean;
  readonly column: number;
  /** Where the file does not say it. */
  readonly pointsPossible: number;
  /** Row → enrolment, for rows in which nobody was recognised. */
  readonly byHand: ReadonlyMap<number, string>;
}

export type FillOutcome =
  | { readonly kind: 'filled'; readonly bytes: Uint8Array }
  | { readonly kind: 'twice' | 'nothing' };

export async function fillCourseFile(
  classroom: Classroom,
  opened: OpenedFile,
  order: FillOrder,
): Promise<FillOutcome> {
  const { assignment, byHand, column } = order;
  const { courseId } = assignment;
  const { matched, unmatched, absent } = await matchFile(classroom, courseId, opened);
  const chosen = settled(byHand, unmatched, new Set(absent.map(({ enrolmentId }) => enrolmentId)));
  if (new Set(chosen.values()).size < chosen.size) return { kind: 'twice' };
  const whose = new Map([...matched, ...chosen]);
  const marks = await marksByRow(classroom, order, whose);
  if (marks.size === 0) return { kind: 'nothing' };
  const said = opened.file.columns.find(({ at }) => at === column)?.pointsPossible;
  const bytes = fillFile(opened, { column, pointsPossible: said ?? order.pointsPossible, marks });
  await saveExternalIds(classroom.store, courseId, {
    ids: learned(peopleIn(opened.file), whose),
    now: classroom.now(),
  });
  return { kind: 'filled', bytes };
}

/** Only rows that were not recognised, and students who are nobody else. */
function settled(
  byHand: FillOrder['byHand'],
  unmatched: readonly Person[],
  free: ReadonlySet<string>,
): ReadonlyMap<number, string> {
  const rows = new Set(unmatched.map(({ at }) => at));
  return new Map([...byHand].filter(([at, enrolmentId]) => rows.has(at) && free.has(enrolmentId)));
}

async function marksByRow(
  classroom: Classroom,
  { assignment, onTime }: FillOrder,
  whose: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<number, Rational>> {
  const { courseId } = assignment;
  const sheet = await readGrades(classroom, { courseId, assignments: [assignment], onTime, section: null });
  const marks = new Map<string, Rational>();
  for await (const students of sheet.students())
    for (const {
      enrolmentId,
      marks: [mark],
    } of students)
      if (mark) marks.set(enrolmentId, mark);
  return new Map(
    [...whose].flatMap(([at, enrolmentId]) => {
      const mark = marks.get(enrolmentId);
      return mark ? [[at, mark] as const] : [];
    }),
  );
}

const learned = (people: readonly Person[], whose: ReadonlyMap<number, string>) =>
  people.flatMap(({ at, keys }) => {
    const enrolmentId = whose.get(at);
    if (enrolmentId === undefined) return [];
    return idSystems.flatMap((system) => {
      const value = keys[system];
      return value === undefined ? [] : [{ enrolmentId, system, value }];
    });
  });
