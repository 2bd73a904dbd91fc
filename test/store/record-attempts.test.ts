import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAttempts } from '../../src/store/attempts.ts';
import type { Store } from '../../src/store/database.ts';
import { newId } from '../../src/store/new-id.ts';
import { listPartCounts, listProgress } from '../../src/store/progress.ts';
import { recordAttempts, type Submission } from '../../src/store/record-attempts.ts';
import { findVariant } from '../../src/store/variants.ts';
import { makeClass, makeVariant, noon, result } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const secondTry = (first: Submission): Submission => ({
  ...first,
  id: newId(),
  submissionKey: newId(),
  attemptNumber: 2,
  typed: { p1: '-3/40' },
  result: result('-3/40', true),
  progress: [
    {
      part: 'p1',
      tries: 2,
      firstVerdict: 'wrong',
      lastVerdict: 'right',
      mark: '3/4',
      markOnTime: '3/4',
      closed: true,
      tried: ['3/40', '-3/40'],
      hints: 0,
    },
  ],
  firstTries: [],
});

describe.each(testDatabases)('recording attempts, %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  it('stores the attempt, the progress and the counts together', async () => {
    const group = await makeClass(store);
    const first = await makeVariant(store, group);
    expect(await store.attempts.record(first)).toEqual({ kind: 'recorded' });
    expect(await store.attempts.record(secondTry(first))).toEqual({ kind: 'recorded' });

    const attempts = await listAttempts(store, group.courseId, first.variantId);
    expect(attempts.map(({ number, typed, createdAt }) => [number, typed.p1, createdAt])).toEqual([
      [1, '3/40', noon],
      [2, '-3/40', noon],
    ]);
    const found = await findVariant(store, group.courseId, first.variantId);
    expect(found?.attempts).toBe(2);
    expect(found?.progress).toMatchObject(secondTry(first).progress);
    expect(await listPartCounts(store, group.courseId, group.assignmentId)).toEqual([
      {
        position: 1,
        part: 'p1',
        firstTries: 1,
        firstRight: 0,
        mistakes: [{ mistake: 'SIGN', shown: 1, opportunities: 1 }],
      },
    ]);
  });

  it('counts a submission that is sent twice once, and answers with the stored result', async () => {
    const group = await makeClass(store);
    const first = await makeVariant(store, group);
    const again = { ...first, id: newId(), result: result('something else', true) };
    const outcomes = await Promise.all([store.attempts.record(first), store.attempts.record(again)]);
    expect(outcomes).toEqual([{ kind: 'recorded' }, { kind: 'duplicate', result: result('3/40', false) }]);
    expect(await store.attempts.record(again)).toEqual({ kind: 'duplicate', result: first.result });
    const [counts] = await listPartCounts(store, group.courseId, group.assignmentId);
    expect(counts?.firstTries).toBe(1);
  });

  it('lets only one of two different submissions take the same attempt number', async () => {
    const group = await makeClass(store);
    const first = await makeVariant(store, group);
    const rival = { ...first, id: newId(), submissionKey: newId() };
    const outcomes = await Promise.all([
      recordAttempts(store.prisma, [first]),
      recordAttempts(store.prisma, [rival]),
    ]);
    expect(
      outcomes
        .flat()
        .map((outcome) => outcome.kind)
        .sort(),
    ).toEqual(['recorded', 'superseded']);
    const [counts] = await listPartCounts(store, group.courseId, group.assignmentId);
    expect(counts?.firstTries).toBe(1);
  });

  it('counts every one of 300 students who submit at once', async () => {
    const group = await makeClass(store, 300);
    const submissions: Submission[] = [];
    for (let student = 0; student < 300; student++) {
      const submission = await makeVariant(store, group, student);
      const shown = student % 3 === 0;
      const mistakes = [{ mistake: 'SIGN', shown }];
      const outcome = shown ? 'SIGN' : 'right';
      const firstTry = { part: 'p1', quantity: 'dE/du21', right: !shown, outcome, example: null, mistakes };
      submissions.push({ ...submission, firstTries: [firstTry] });
    }
    const outcomes = await Promise.all(submissions.map((submission) => store.attempts.record(submission)));
    expect(outcomes.every((outcome) => outcome.kind === 'recorded')).toBe(true);
    expect(await listProgress(store, group.courseId, group.assignmentId)).toHaveLength(300);
    const [counts] = await listPartCounts(store, group.courseId, group.assignmentId);
    expect(counts).toMatchObject({ firstTries: 300, firstRight: 200 });
    expect(counts?.mistakes).toEqual([{ mistake: 'SIGN', shown: 100, opportunities: 300 }]);
  });

  it('refuses one submission without losing those that were gathered with it', async () => {
    const group = await makeClass(store);
    const good = await makeVariant(store, group, 0);
    const bad = { ...good, id: newId(), submissionKey: newId(), variantId: 'no such variant' };
    const other = await makeVariant(store, group, 1);
    const outcomes = await Promise.allSettled([good, bad, other].map((each) => store.attempts.record(each)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it.each(['\u0000', '\ud800', '"\\', '−½·(x1)²', '\'; DROP TABLE "Attempt"; --', '۳٫۵'])(
    'keeps %j exactly as typed',
    async (text) => {
      const group = await makeClass(store, 1);
      const submission = await makeVariant(store, group);
      await store.attempts.record({ ...submission, typed: { p1: text }, result: result(text, false) });
      const [attempt] = await listAttempts(store, group.courseId, submission.variantId);
      expect(attempt?.typed).toEqual({ p1: text });
      expect(attempt?.result).toEqual(result(text, false));
    },
  );

  it('never lets an attempt be changed or deleted', async () => {
    const group = await makeClass(store, 1);
    const submission = await makeVariant(store, group);
    await store.attempts.record(submission);
    const where = { courseId: group.courseId };
    await expect(store.prisma.attempt.updateMany({ where, data: { mark: '1' } })).rejects.toThrow(
      'append-only',
    );
    await expect(store.prisma.attempt.deleteMany({ where })).rejects.toThrow('append-only');
    await expect(store.prisma.$executeRaw`TRUNCATE "Attempt"`).rejects.toThrow('append-only');
    expect(await listAttempts(store, group.courseId, submission.variantId)).toHaveLength(1);
  });
});
