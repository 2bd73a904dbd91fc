/** The LMS's own export filled with grades of a course; what it says of its people is remembered. */
import type { Classroom } from '../classroom/classroom.ts';
import { sizeOfMarks } from '../classroom/list-marks.ts';
import type { LongWork } from '../classroom/long-work.ts';
import type { Rational } from '../number/rational.ts';
import type { Assignment } from '../store/assignments.ts';
import type { Store } from '../store/database.ts';
import { saveExternalIds } from '../store/external-ids.ts';
import { listKnownStudents } from '../store/known-students.ts';
import { fillFile, type OpenedFile, openFile, type RefusedFile } from './fill-file.ts';
import { idSystems } from './grade-sheet.ts';
import { type Matches, matchPeople, type Person, peopleIn } from './match-people.ts';
import { readGrades } from './read-grades.ts';
import type { RecognisedFile } from './recognise-file.ts';

/** A file of the LMS, as bytes. */
export interface SentFile {
  readonly courseId: string;
  readonly bytes: Uint8Array;
}

/** What stands in the file, and who of its people is who. */
export interface LookedAt extends Pick<RecognisedFile, 'system' | 'columns'> {
  readonly kind: 'looked-at';
  readonly people: number;
  readonly matches: Matches;
}

/** 2 MB take about a second. */
const bytesInMs = 2_000;

export const lookAtFile: LongWork<SentFile, LookedAt | RefusedFile> = {
  at: import.meta.url,
  name: 'lookAtFile',
  sizeMs: (_, { bytes }) => bytes.length / bytesInMs,
  run: async ({ store }, { courseId, bytes }) => {
    const opened = openFile(bytes);
    if (opened.kind !== 'opened') return opened;
    const { system, columns, people } = opened.file;
    const matches = await matchFile(store, courseId, opened);
    return { kind: 'looked-at', system, columns, people: people.length, matches };
  },
};

const matchFile = async (store: Store, courseId: string, { file }: OpenedFile): Promise<Matches> =>
  matchPeople(peopleIn(file), await listKnownStudents(store, courseId));

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
  | { readonly kind: 'twice' | 'nothing' }
  | { readonly kind: 'unknown-column' }
  | RefusedFile;

export const fillCourseFile: LongWork<FillOrder & Pick<SentFile, 'bytes'>, FillOutcome> = {
  at: import.meta.url,
  name: 'fillCourseFile',
  sizeMs: async ({ store }, { bytes, assignment: { courseId } }) =>
    bytes.length / bytesInMs + (await sizeOfMarks(store, courseId)),
  run: async (classroom, { bytes, ...order }) => {
    const opened = openFile(bytes);
    return opened.kind === 'opened' ? fillOpened(classroom, opened, order) : opened;
  },
};

async function fillOpened(classroom: Classroom, opened: OpenedFile, order: FillOrder): Promise<FillOutcome> {
  const { assignment, byHand, column } = order;
  const { courseId } = assignment;
  const found = opened.file.columns.find(({ at }) => at === column);
  if (!found) return { kind: 'unknown-column' };
  const { matched, unmatched, absent } = await matchFile(classroom.store, courseId, opened);
  const chosen = settled(byHand, unmatched, new Set(absent.map(({ enrolmentId }) => enrolmentId)));
  if (new Set(chosen.values()).size < chosen.size) return { kind: 'twice' };
  const whose = new Map([...matched, ...chosen]);
  const marks = await marksByRow(classroom, order, whose);
  if (marks.size === 0) return { kind: 'nothing' };
  const pointsPossible = found.pointsPossible ?? order.pointsPossible;
  const filled = fillFile(opened, { column, pointsPossible, marks });
  await saveExternalIds(classroom.store, courseId, {
    ids: learned(peopleIn(opened.file), whose),
    now: classroom.now(),
  });
  return { kind: 'filled', bytes: filled };
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
