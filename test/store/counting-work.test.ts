import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerEvent } from '../../src/learning/stuck.ts';
import { listFirstTryExamples, listMistakenStudents } from '../../src/store/class-counts.ts';
import type { Store } from '../../src/store/database.ts';
import { recordHint } from '../../src/store/hints.ts';
import { newId } from '../../src/store/new-id.ts';
import type { Submission } from '../../src/store/record-attempts.ts';
import { makeClass, makeVariant, noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const example = (submission: Submission, typed: string) => ({
  attempt: submission.id,
  variant: submission.variantId,
  enrolment: submission.enrolmentId,
  typed,
  right: '-0.075',
});

const eventAt = (seconds: number, wrong: readonly string[]): AnswerEvent => ({
  kind: 'answers',
  at: new Date(noon.getTime() + seconds * 1000).toISOString(),
  attempt: newId(),
  variant: 'v',
  position: 1,
  seconds,
  wrong,
  right: [],
  mistake: null,
});

describe.each(testDatabases)('the counts of a class, %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  it('hold first tries by quantity and outcome, with the latest two answers', async () => {
    const group = await makeClass(store, 3);
    for (const [student, typed] of ['0.1', '0.2', '0.3'].entries()) {
      const submission = await makeVariant(store, group, student);
      const [first] = submission.firstTries;
      if (!first) throw new Error('a first try');
      await store.attempts.record({
        ...submission,
        firstTries: [{ ...first, example: example(submission, typed) }],
      });
    }
    const [counted, ...more] = await listFirstTryExamples(store, group.courseId, group.assignmentId);
    expect(more).toEqual([]);
    expect(counted).toMatchObject({ quantity: 'dE/du21', outcome: 'SIGN', count: 3 });
    expect(counted?.examples.map(({ typed }) => typed)).toEqual(['0.3', '0.2']);
    expect(await listMistakenStudents(store, group.courseId, group.assignmentId)).toEqual([
      { mistake: 'SIGN', showed: 3, couldShow: 3 },
    ]);
  });

  it('hold each student’s time, mistakes and latest events, also of submissions written together', async () => {
    const group = await makeClass(store, 1);
    const first = await makeVariant(store, group);
    const submissions = [1, 2, 3].map((number) => ({
      ...first,
      id: newId(new Date(noon.getTime() + number)),
      submissionKey: newId(),
      attemptNumber: number,
      circumstances: { ...first.circumstances, seconds: 10 * number },
      event: eventAt(number, ['p1']),
      firstTries: number === 1 ? first.firstTries : [],
    }));
    await Promise.all(submissions.map((submission) => store.attempts.record(submission)));
    const place = { courseId: group.courseId, enrolmentId: first.enrolmentId };
    const work = await store.prisma.studentWork.findFirstOrThrow({ where: place });
    expect(work).toMatchObject({ attempts: 3, seconds: 60, couldShow: ['SIGN'], showed: ['SIGN'] });
    expect(work.recent).toEqual(submissions.map(({ event }) => event));
  });

  it('keep only the latest events, last hints among them', async () => {
    const group = await makeClass(store, 1);
    const first = await makeVariant(store, group);
    for (let number = 1; number <= 14; number++) {
      const again = { id: newId(), submissionKey: newId(), attemptNumber: number, firstTries: [] };
      await store.attempts.record({ ...first, ...again, event: eventAt(number, ['p1']) });
    }
    await recordHint(store, { ...first, id: first.variantId, number: 1 }, { part: 'p1', level: 3, at: noon });
    const { recent } = await store.prisma.studentWork.findFirstOrThrow({
      where: { courseId: group.courseId },
    });
    const events = recent as unknown as readonly AnswerEvent[];
    expect(events).toHaveLength(12);
    expect(events.at(-1)).toMatchObject({ kind: 'last-hint', part: 'p1' });
    expect(events[0]?.seconds).toBe(4);
  });
});
