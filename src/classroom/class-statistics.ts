/** The dashboard behind the first screen: skills of students, learning curves, items, time on task. */
import { type ItemStatistics, itemStatistics } from '../learning/item-statistics.ts';
import { type CurvePoint, curveOf } from '../learning/learning-curve.ts';
import { skills as allSkills, isSkill } from '../learning/skill-graph.ts';
import type { Skill } from '../mistakes/catalogue.ts';
import type { Assignment } from '../store/assignments.ts';
import { type FirstTryCount, listFirstTryCounts } from '../store/class-counts.ts';
import {
  listQuestionTries,
  listSkillColumns,
  listSkillCounts,
  listTimes,
  type SkillColumn,
} from '../store/class-work.ts';
import { type Enrolment, listEnrolments } from '../store/enrolments.ts';
import type { Classroom } from './classroom.ts';
import { grouped } from './grouped.ts';

/** A cell of the heat map. */
export interface ClassSkill {
  /** The probability that it is known. */
  readonly known: number;
  readonly opportunities: number;
}

export interface SkillMap {
  /** In the order of their numbers; those that somebody tried. */
  readonly skills: readonly Skill[];
  readonly students: readonly {
    readonly student: Enrolment;
    /** One for each skill; undefined: not tried. */
    readonly cells: readonly (ClassSkill | undefined)[];
  }[];
}

const studentsOf = async ({ store }: Classroom, courseId: string): Promise<readonly Enrolment[]> =>
  (await listEnrolments(store, courseId)).filter(({ role }) => role === 'student');

export async function skillMap(classroom: Classroom, courseId: string): Promise<SkillMap> {
  const [students, columns] = await Promise.all([
    studentsOf(classroom, courseId),
    listSkillColumns(classroom.store, courseId),
  ]);
  const bySkill = new Map(columns.map((column) => [column.skill, cellsOf(column)]));
  const skills = allSkills.filter((skill) => bySkill.has(skill));
  return {
    skills,
    students: students.map((student) => ({
      student,
      cells: skills.map((skill) => bySkill.get(skill)?.get(student.id)),
    })),
  };
}

const cellsOf = ({ enrolmentIds, known, opportunities }: SkillColumn): ReadonlyMap<string, ClassSkill> =>
  new Map(
    enrolmentIds.map((id, at) => [id, { known: known[at] ?? 0, opportunities: opportunities[at] ?? 0 }]),
  );

export interface SkillCurve {
  readonly skill: Skill;
  readonly points: readonly CurvePoint[];
}

/** Of the whole course, in the order of the skills' numbers. */
export async function learningCurves({ store }: Classroom, courseId: string): Promise<readonly SkillCurve[]> {
  const counts = await listSkillCounts(store, courseId);
  const tried = new Set(counts.map(({ skill }) => skill).filter(isSkill));
  return allSkills
    .filter((skill) => tried.has(skill))
    .map((skill) => ({ skill, points: curveOf(counts.filter((count) => count.skill === skill)) }));
}

export interface Item extends ItemStatistics {
  readonly position: number;
  readonly part: string;
  /** Share of the wrong first tries that no mistake explains; undefined where none was wrong. */
  readonly unexplained: number | undefined;
  /** Facility by what was asked, most difficult first: indices are drawn, and some are harder. */
  readonly spread: readonly {
    readonly quantity: string;
    readonly tried: number;
    readonly facility: number;
  }[];
}

export async function classItems(
  { store }: Classroom,
  { courseId, id }: Assignment,
): Promise<readonly Item[]> {
  const [questions, counts] = await Promise.all([
    listQuestionTries(store, courseId, id),
    listFirstTryCounts(store, courseId, id),
  ]);
  const tries = new Map(questions.map((question) => [itemOf(question), question]));
  const counted = grouped(counts, itemOf);
  const items = [...counted.keys()].flatMap((item) => {
    const question = tries.get(item);
    return question ? [{ ...question, item, students: question.enrolmentIds }] : [];
  });
  return itemStatistics(items).flatMap((statistics) => {
    const own = counted.get(statistics.item) ?? [];
    return own.slice(0, 1).map(({ position, part }) => ({
      ...statistics,
      ...{ position, part, unexplained: unexplainedIn(own), spread: spreadOf(own) },
    }));
  });
}

const itemOf = ({ position, part }: Pick<Item, 'position' | 'part'>): string => `${position} ${part}`;

const sum = (counts: readonly FirstTryCount[]): number => counts.reduce((all, { count }) => all + count, 0);
const isRight = ({ outcome }: FirstTryCount): boolean => outcome === 'right';

function unexplainedIn(counts: readonly FirstTryCount[]): number | undefined {
  const wrong = sum(counts.filter((count) => !isRight(count)));
  return wrong === 0 ? undefined : sum(counts.filter(({ outcome }) => outcome === 'unexplained')) / wrong;
}

function spreadOf(counts: readonly FirstTryCount[]): Item['spread'] {
  return [...new Set(counts.map(({ quantity }) => quantity))]
    .map((quantity) => {
      const own = counts.filter((count) => count.quantity === quantity);
      return { quantity, tried: sum(own), facility: sum(own.filter(isRight)) / sum(own) };
    })
    .sort((left, right) => left.facility - right.facility);
}

export interface StudentTime {
  readonly student: Enrolment;
  readonly seconds: number;
}

/** Students who worked on it, the longest first. */
export async function timeOnTask(
  classroom: Classroom,
  { courseId, id }: Assignment,
): Promise<readonly StudentTime[]> {
  const [students, work] = await Promise.all([
    studentsOf(classroom, courseId),
    listTimes(classroom.store, courseId, id),
  ]);
  const secondsOf = new Map(work.map(({ enrolmentId, seconds }) => [enrolmentId, seconds]));
  return students
    .flatMap((student) => {
      const seconds = secondsOf.get(student.id);
      return seconds === undefined ? [] : [{ student, seconds }];
    })
    .sort((left, right) => right.seconds - left.seconds);
}
