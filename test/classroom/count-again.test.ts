/**
 * Counts and skills after a regrade are those that there would be, had the attempts been graded so at first; made
 * again, they are what they were.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyRegrade } from '../../src/classroom/apply-regrade.ts';
import type { Classroom } from '../../src/classroom/classroom.ts';
import { planRegrade } from '../../src/classroom/plan-regrade.ts';
import { recountCourse, recountWhereDue } from '../../src/classroom/recount-course.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { undoLatestRegrade } from '../../src/classroom/undo-regrade.ts';
import { parseRational, rational, rationals, showRational } from '../../src/number/rational.ts';
import {
  type Assignment,
  createAssignment,
  findAssignment,
  type Policy,
  withoutSchedule,
} from '../../src/store/assignments.ts';
import type { Store } from '../../src/store/database.ts';
import { recordHint } from '../../src/store/hints.ts';
import { newId } from '../../src/store/new-id.ts';
import { listRegrades } from '../../src/store/regrades.ts';
import { findVariant, saveVariant } from '../../src/store/variants.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';
import { makeClass, noon, type SampleClass } from '../store/sample.ts';
import { openTestStore } from '../store/test-store.ts';

const exercises = ['back-to-hidden-linear', 'dw-linear'];
const students = 3;

const strict = withoutSchedule({ tries: 2, penalty: '1/4' });
/** Three per cent off are right, and there is a third try. */
const generous: Policy = {
  ...strict,
  tries: 3,
  tolerances: { 2: { p1: { kind: 'relative', n: '3/100' } } },
};

let store: Store;
let classroom: Classroom;
let seconds = 0;

beforeAll(async () => {
  store = await openTestStore('embedded');
  classroom = {
    store,
    exercises: new Map(exercises.map((id) => [id, definitionOf(id)])),
    collections: [],
    now: () => new Date(noon.getTime() + 1000 * seconds),
  };
});
afterAll(() => store.close());

interface Group extends SampleClass {
  /** By student, then by place. */
  readonly variants: readonly (readonly string[])[];
}

/** Two classes made so are the same but for their ids. */
async function makeGroup(policy: Policy): Promise<Group> {
  const group = await makeClass(store, students);
  const assignmentId = newId();
  await createAssignment(store, {
    courseId: group.courseId,
    id: assignmentId,
    title: 'Week 4',
    mode: 'homework',
    policy,
    exercises: exercises.map((exercise, index) => ({ position: index + 1, exercise, weight: '1' })),
    createdAt: noon,
  });
  const variants: string[][] = [];
  for (const [student, enrolmentId] of group.enrolmentIds.entries()) {
    const own: string[] = [];
    for (const [index, exercise] of exercises.entries()) {
      const place = { courseId: group.courseId, enrolmentId, assignmentId, position: index + 1, number: 1 };
      const id = newId();
      const variant = variantOf(definitionOf(exercise), `seed ${student}`);
      await saveVariant(store, { ...place, id, variant, createdAt: noon });
      own.push(id);
    }
    variants.push(own);
  }
  return { ...group, assignmentId, variants };
}

/** Each part gets the right value times its factor; a factor left out leaves its box empty. */
async function answer(
  group: Group,
  student: number,
  place: number,
  factors: readonly (number | undefined)[],
) {
  seconds += 37;
  const variant = await findVariant(store, group.courseId, group.variants[student]?.[place] ?? '');
  if (!variant) throw new Error('the variant is there');
  const typed = Object.fromEntries(
    variant.variant.parts.flatMap(({ id }, index) => {
      const factor = factors[index];
      const key = variant.variant.certificate.parts[id]?.key ?? '0';
      if (factor === undefined) return [];
      const times = rational(Math.round(factor * 100), 100);
      return [[id, showRational(rationals.multiply(parseRational(key), times))]];
    }),
  );
  await submitAnswer(classroom, { variant, submissionKey: newId(), typed, locale: 'en' });
}

async function takeLastHint(group: Group, student: number, place: number): Promise<void> {
  seconds += 5;
  const variant = await findVariant(store, group.courseId, group.variants[student]?.[place] ?? '');
  if (!variant) throw new Error('the variant is there');
  await recordHint(store, variant, { part: 'p1', level: 3, at: classroom.now() });
}

/** Right, nearly right, wrong with the sign of a mistake, wrong again, after hints. */
async function work(group: Group): Promise<void> {
  seconds = 0;
  await answer(group, 0, 1, [1.02]);
  await answer(group, 0, 1, [3]);
  await answer(group, 0, 0, [1, -1]);
  await answer(group, 1, 1, [-1]);
  await answer(group, 1, 1, [1.01]);
  await answer(group, 1, 0, [1, 2, 1]);
  await takeLastHint(group, 1, 0);
  await answer(group, 1, 0, [1, 1, 1]);
  await takeLastHint(group, 2, 1);
  await answer(group, 2, 1, [1.02]);
  await answer(group, 2, 0, [0.98]);
}

const tables = ['PartCount', 'MistakeCount', 'FirstTryCount', 'StudentWork', 'SkillState', 'SkillCount'];

/** Every count of the course, to the byte. */
async function counts({ courseId }: Group, of = tables): Promise<string> {
  const texts: string[] = [];
  for (const table of of) {
    const rows = await store.prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT t::text AS "row" FROM "${table}" t WHERE "courseId" = $1 ORDER BY t::text`,
      courseId,
    );
    texts.push(table, ...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}

/** The same with names in place of ids, so that two classes can be compared. */
async function namedCounts(group: Group): Promise<readonly string[]> {
  const attempts = await store.prisma.attempt.findMany({
    where: { courseId: group.courseId },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const names: readonly (readonly [string, string])[] = [
    [group.courseId, 'course'],
    [group.assignmentId, 'assignment'],
    ...group.enrolmentIds.map((id, index) => [id, `student ${index}`] as const),
    ...group.variants.flat().map((id, index) => [id, `variant ${index}`] as const),
    ...attempts.map(({ id }, index) => [id, `attempt ${index}`] as const),
  ];
  const text = names.reduce((so, [id, name]) => so.replaceAll(id, name), await counts(group));
  return text.split('\n').toSorted();
}

const assignmentOf = async ({ courseId, assignmentId }: Group): Promise<Assignment> => {
  const assignment = await findAssignment(store, courseId, assignmentId);
  if (!assignment) throw new Error('the assignment is there');
  return assignment;
};

async function regrade(group: Group, policy: Policy, only: 'all' | ReadonlySet<string> = 'all') {
  seconds += 1;
  const assignment = await assignmentOf(group);
  const plan = await planRegrade(classroom, assignment, { ...assignment, policy });
  await applyRegrade(classroom, { plan, students: only, reason: 'Too strict', byId: 'teacher' });
}

async function undo({ courseId, assignmentId }: Group): Promise<void> {
  const [latest] = await listRegrades(store, courseId, assignmentId);
  const place = { courseId, assignmentId, regradeId: latest?.id ?? '' };
  const by = { byId: 'teacher', reason: 'By mistake' };
  expect(await undoLatestRegrade(classroom, place, by)).toBe('undone');
}

/** As a database that was written before anything of it was counted. */
async function forgetCounts({ courseId }: Group): Promise<void> {
  await store.prisma.$executeRaw`ALTER TABLE "Attempt" DISABLE TRIGGER USER`;
  await store.prisma.$executeRaw`UPDATE "Attempt" SET "circumstances" = NULL WHERE "courseId" = ${courseId}`;
  await store.prisma.$executeRaw`ALTER TABLE "Attempt" ENABLE TRIGGER USER`;
  await store.prisma.progress.updateMany({ where: { courseId }, data: { seconds: 0 } });
  for (const table of tables)
    await store.prisma.$executeRawUnsafe(`DELETE FROM "${table}" WHERE "courseId" = $1`, courseId);
  await store.prisma.course.update({ where: { id: courseId }, data: { recountDue: true } });
}

describe('the counts of a class', () => {
  it('after a regrade are those of a class that was graded so at first', async () => {
    const [regraded, atFirst] = [await makeGroup(strict), await makeGroup(generous)];
    await work(regraded);
    await work(atFirst);
    const before = await namedCounts(regraded);
    await regrade(regraded, generous);
    const after = await namedCounts(regraded);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await namedCounts(atFirst));
  });

  it('are what they were, to the byte, once a regrade of all or of some is undone', async () => {
    const group = await makeGroup(strict);
    await work(group);
    const progress = [...tables, 'Progress'];
    const before = await counts(group, progress);
    for (const only of ['all', new Set(group.enrolmentIds.slice(0, 1))] as const) {
      await regrade(group, generous, only);
      expect(await counts(group)).not.toBe(before);
      await undo(group);
      expect(await counts(group, progress)).toBe(before);
    }
  });

  it('after a regrade that is undone count what was answered since', async () => {
    const [group, untouched] = [await makeGroup(strict), await makeGroup(strict)];
    await work(group);
    await regrade(group, generous);
    await answer(group, 2, 0, [undefined, 1, 1]);
    await undo(group);
    await work(untouched);
    seconds += 1;
    await answer(untouched, 2, 0, [undefined, 1, 1]);
    expect(await namedCounts(group)).toEqual(await namedCounts(untouched));
  });

  it('made again are what they were, also after a regrade', async () => {
    const group = await makeGroup(strict);
    await work(group);
    for (const change of [async () => {}, () => regrade(group, generous)]) {
      await change();
      const before = await counts(group);
      const done = await recountCourse(classroom, group.courseId);
      expect(done).toEqual({ students, assignments: 1 });
      expect(await counts(group)).toBe(before);
    }
  });

  it('that were not made yet are made where they are due, once', async () => {
    const group = await makeGroup(strict);
    await work(group);
    const whole = [...tables, 'Progress'];
    const before = await counts(group, whole);
    await forgetCounts(group);
    expect(await counts(group, whole)).not.toBe(before);
    expect(await recountWhereDue(classroom)).toBe(1);
    expect(await counts(group, whole)).toBe(before);
    expect(await recountWhereDue(classroom)).toBe(0);
  });
});
