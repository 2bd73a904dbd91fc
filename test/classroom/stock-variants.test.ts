/** The pool of variants as students and teachers meet it: filled by jobs, emptied by whoever opens an exercise. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeAssignment } from '../../src/classroom/change-assignment.ts';
import type { Classroom } from '../../src/classroom/classroom.ts';
import { copyAssignments } from '../../src/classroom/copy-assignments.ts';
import { drawVariant, openVariant } from '../../src/classroom/draw-variant.ts';
import { jobKinds, performIn } from '../../src/classroom/job-kinds.ts';
import { practise, welcomeVisitor } from '../../src/classroom/practise.ts';
import { versionOf } from '../../src/classroom/ready-variants.ts';
import { runJobs } from '../../src/classroom/run-jobs.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { mostReady, spare, stockPractice, stockVariants } from '../../src/classroom/stock-variants.ts';
import { makeThreads } from '../../src/classroom/threads.ts';
import type { Definition } from '../../src/exercise/definition.ts';
import { makeVariant } from '../../src/exercise/make-variant.ts';
import { type Assignment, withoutSchedule } from '../../src/store/assignments.ts';
import type { Store } from '../../src/store/database.ts';
import { addReadyVariants, countReadyVariants } from '../../src/store/ready-variants.ts';
import { definitionOf } from '../exercise/catalogue.ts';
import { makeClass, noon, type SampleClass } from '../store/sample.ts';
import { openTestStore, testDatabases } from '../store/test-store.ts';

const [linear, paths] = [definitionOf('dw-linear'), definitionOf('mark-the-paths')];

describe.each(testDatabases)('the stock of variants, %s', (database) => {
  let store: Store;
  let classroom: Classroom;
  let group: SampleClass;
  beforeAll(async () => {
    store = await openTestStore(database);
    const exercises = new Map<string, Definition>([linear, paths].map((each) => [each.id, each]));
    classroom = { store, exercises, collections: [], now: () => noon };
  });
  beforeEach(async () => {
    await store.prisma.readyVariant.deleteMany();
    await store.prisma.job.deleteMany();
    group = await makeClass(store, 3);
  });
  afterAll(() => store.close());

  const set = (opensAt: string | null = null): Promise<Assignment> =>
    setAssignment(classroom, {
      courseId: group.courseId,
      title: 'Week 4',
      exercises: [linear.id, paths.id, linear.id],
      policy: { ...withoutSchedule({ tries: null, penalty: '0' }), opensAt },
    });
  const stock = ({ courseId, id }: Assignment) => stockVariants(classroom, { courseId, assignmentId: id });
  const ready = (definition: Definition) => countReadyVariants(store, versionOf(definition));
  const seedsReady = async (): Promise<readonly string[]> =>
    (await store.prisma.readyVariant.findMany()).map(({ frozen }) => (frozen as { seed: string }).seed);
  const jobs = () => store.prisma.job.findMany({ orderBy: { runAt: 'asc' } });
  const placeOf = ({ courseId, id }: Assignment, student: number, position = 1) => ({
    ...{ courseId, assignmentId: id, position },
    enrolmentId: group.enrolmentIds[student] ?? '',
  });

  it('has one of every place for every student and some to spare, once a job has run', async () => {
    const assignment = await set();
    const [job, ...more] = await jobs();
    expect(more).toEqual([]);
    expect(job).toMatchObject({ kind: 'stock-variants', courseId: group.courseId, runAt: noon });
    expect(
      await jobKinds['stock-variants'].run(classroom, jobKinds['stock-variants'].payload.parse(job?.payload)),
    ).toBe(2 * 3 + spare + 3 + spare);
    expect([await ready(linear), await ready(paths)]).toEqual([2 * 3 + spare, 3 + spare]);
    expect(await stock(assignment)).toBe(0);
    const seeds = await seedsReady();
    expect(new Set(seeds).size).toBe(seeds.length);
    for (const seed of seeds) expect(seed).toMatch(/^[0-9a-f]{32}$/);
  });

  it('gives each student an entry of their own, exactly as the exercise and its seed make it', async () => {
    const assignment = await set();
    await stock(assignment);
    const stocked = new Set(await seedsReady());
    const opened = await Promise.all(
      [0, 1, 2].map((student) => openVariant(classroom, placeOf(assignment, student), linear.id)),
    );
    const seeds = opened.map(({ variant }) => variant.seed);
    expect(new Set(seeds).size).toBe(3);
    const left = new Set(await seedsReady());
    for (const { variant } of opened) {
      expect([stocked.has(variant.seed), left.has(variant.seed)]).toEqual([true, false]);
      expect(makeVariant(linear, variant.seed)).toMatchObject({ kind: 'variant', variant });
    }
    const again = await openVariant(classroom, placeOf(assignment, 0), linear.id);
    expect(again.id).toBe(opened[0]?.id);
    const another = await drawVariant(classroom, placeOf(assignment, 0), linear.id, 2);
    expect(left.has(another.variant.seed)).toBe(true);
  });

  it('is not needed: where it is empty the variant is drawn at once, and more are asked for, by many once', async () => {
    const assignment = await set();
    await store.prisma.job.deleteMany();
    for (const student of [0, 1, 2])
      expect((await openVariant(classroom, placeOf(assignment, student), linear.id)).number).toBe(1);
    expect(await jobs()).toMatchObject([
      { kind: 'stock-variants', payload: { assignmentId: assignment.id } },
    ]);
    await stock(assignment);
    await store.prisma.job.deleteMany();
    await drawVariant(classroom, placeOf(assignment, 0), linear.id, 2);
    expect(await jobs()).toEqual([]);
  });

  it('gives nothing that was drawn of an exercise as it was before', async () => {
    const assignment = await set();
    const older: Definition = { ...linear, keyDecimals: linear.keyDecimals + 1 };
    expect(versionOf(older)).not.toBe(versionOf(linear));
    expect(versionOf(structuredClone(linear))).toBe(versionOf(linear));
    const made = makeVariant(older, 'of the older file');
    if (made.kind === 'none') throw new Error(made.constraint);
    await addReadyVariants(store, versionOf(older), [made.variant], noon);
    const { variant } = await openVariant(classroom, placeOf(assignment, 0), linear.id);
    expect(variant.seed).not.toBe('of the older file');
    expect(await ready(older)).toBe(1);
  });

  it('is looked after again before an assignment opens, and when it is changed or copied', async () => {
    const opensAt = new Date(noon.getTime() + 86_400_000).toISOString();
    const assignment = await set(opensAt);
    const before = new Date(noon.getTime() + 86_400_000 - 10 * 60_000);
    expect((await jobs()).map(({ runAt }) => runAt)).toEqual([noon, before]);
    await store.prisma.job.deleteMany();
    const by = { byId: group.enrolmentIds[0] ?? '', reason: '' };
    await changeAssignment(classroom, { ...assignment, title: 'Week 5' }, by);
    expect(await jobs()).toHaveLength(2);
    const other = await makeClass(store, 5);
    const order = { assignments: [assignment], courseId: other.courseId, weeks: null };
    const copied = await copyAssignments(classroom, order);
    if (copied.kind !== 'copied' || !copied.assignments[0]) throw new Error(copied.kind);
    expect(await jobs()).toHaveLength(3);
    await stock(copied.assignments[0]);
    expect(await ready(paths)).toBe(5 + spare);
  });

  it('is bounded, however large the class', async () => {
    const large = await makeClass(store, 0);
    const student = { courseId: large.courseId, role: 'student', displayName: '', createdAt: noon };
    const data = Array.from({ length: mostReady }, (_, n) => ({ ...student, id: `student ${n}` }));
    await store.prisma.enrolment.createMany({ data });
    const only = {
      title: 'One',
      exercises: [linear.id],
      policy: withoutSchedule({ tries: null, penalty: '0' }),
    };
    await stock(await setAssignment(classroom, { ...only, courseId: large.courseId }));
    expect(await ready(linear)).toBe(mostReady);
  });

  it('is there for practice, which has a course for each visitor', async () => {
    expect(await stockPractice(classroom)).toBe(2 * spare);
    const stocked = new Set(await seedsReady());
    const visitor = await welcomeVisitor(classroom);
    expect(stocked.has((await practise(classroom, visitor, paths.id)).variant.seed)).toBe(true);
    expect(await stockPractice({ ...classroom, now: () => new Date(noon.getTime() + 31 * 86_400_000) })).toBe(
      2 * spare,
    );
    expect((await seedsReady()).some((seed) => stocked.has(seed))).toBe(false);
  });

  it('is drawn in a thread of its own', async () => {
    const assignment = await set();
    const report = (error: unknown): void => expect(error).toBeUndefined();
    const threads = makeThreads(classroom, report);
    const perform = performIn(threads, classroom);
    const running = runJobs({ ...classroom, atOnce: 2, perform, report });
    running.nudge();
    await expect.poll(async () => (await jobs())[0]?.endedAt, { timeout: 20_000 }).not.toBeNull();
    await running.stop();
    await threads.close();
    expect(await jobs()).toMatchObject([{ problem: null, result: 9 + 2 * spare }]);
    const { variant } = await openVariant(classroom, placeOf(assignment, 0), linear.id);
    expect(makeVariant(linear, variant.seed)).toMatchObject({ kind: 'variant', variant });
    expect(await ready(linear)).toBe(5 + spare);
  }, 30_000);
});
