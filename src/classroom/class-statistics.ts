/** The dashboard behind the first screen: skills of students, learning curves, items, time on task. */
import { type ItemStatistics, type ItemTry, itemStatistics } from '../learning/item-statistics.ts';
import { type CurvePoint, curveOf } from '../learning/learning-curve.ts';
import { skills as allSkills, isSkill } from '../learning/skill-graph.ts';
import type { Skill } from '../mistakes/catalogue.ts';
import type { Assignment } from '../store/assignments.ts';
import { type FirstTryCount, listFirstTryCounts } from '../store/class-counts.ts';
import {
  type ClassSkill,
  listClassSkills,
  listFirstVariantTries,
  listSkillCounts,
  listStudentWork,
} from '../store/class-work.ts';
import { type Enrolment, listEnrolments } from '../store/enrolments.ts';
import type { Classroom } from './classroom.ts';

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
  const [students, rows] = await Promise.all([
    studentsOf(classroom, courseId),
    listClassSkills(classroom.store, courseId),
  ]);
  const byPlace = new Map(rows.map((row) => [`${row.enrolmentId} ${row.skill}`, row]));
  const tried = new Set(rows.map(({ skill }) => skill));
  const skills = allSkills.filter((skill) => tried.has(skill));
  return {
    skills,
    students: students.map((student) => ({
      student,
      cells: skills.map((skill) => byPlace.get(`${student.id} ${skill}`)),
    })),
  };
}

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
  const [counts, students] = await Promise.all([
    listFirstTryCounts(store, courseId, id),
    listFirstVariantTries(store, courseId, id),
  ]);
  const places = new Map(counts.map(({ position, part }) => [`${position} ${part}`, { position, part }]));
  const tries = students.map((student) =>
    student.tries.map(({ position, part, ...each }): ItemTry => ({ ...each, item: `${position} ${part}` })),
  );
  return itemStatistics([...places.keys()], tries).flatMap((statistics) => {
    const place = places.get(statistics.item);
    const own = counts.filter(({ position, part }) => `${position} ${part}` === statistics.item);
    return place ? [{ ...statistics, ...place, unexplained: unexplainedIn(own), spread: spreadOf(own) }] : [];
  });
}

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
    listStudentWork(classroom.store, courseId, id),
  ]);
  const secondsOf = new Map(work.map(({ enrolmentId, seconds }) => [enrolmentId, seconds]));
  return students
    .flatMap((student) => {
      const seconds = secondsOf.get(student.id);
      return seconds === undefined ? [] : [{ student, seconds }];
    })
    .sort((left, right) => right.seconds - left.seconds);
}
