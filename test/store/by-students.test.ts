import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAttemptsIn } from '../../src/store/attempts.ts';
import type { Store } from '../../src/store/database.ts';
import { listVariantsIn } from '../../src/store/variants.ts';
import { makeClass, makeVariant, type SampleClass } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

describe.each(testDatabases)('what 120 students have in an assignment, %s', (database) => {
  let store: Store;
  let group: SampleClass;
  beforeAll(async () => {
    store = await openTestStore(database);
    group = await makeClass(store, 1);
    const submission = await makeVariant(store, group);
    await store.attempts.record(submission);
    const copies = `FROM generate_series(1, 119) n, "Enrolment" e, "Variant" v, "Attempt" t
      WHERE e."id" = '${submission.enrolmentId}' AND v."id" = '${submission.variantId}' AND t."id" = '${submission.id}'`;
    for (const sql of [
      `INSERT INTO "Enrolment" ("courseId", "id", "role", "displayName", "createdAt")
       SELECT e."courseId", 'e' || n, e."role", 'Student ' || n, e."createdAt" ${copies}`,
      `INSERT INTO "Variant" ("courseId", "id", "enrolmentId", "assignmentId", "position", "number", "exercise", "seed",
                              "engine", "frozen", "createdAt")
       SELECT v."courseId", 'v' || n, 'e' || n, v."assignmentId", v."position", v."number", v."exercise", v."seed",
              v."engine", v."frozen", v."createdAt" ${copies}`,
      `INSERT INTO "Attempt" ("courseId", "id", "variantId", "number", "submissionKey", "typed", "locale", "result",
                              "engine", "mark", "createdAt")
       SELECT t."courseId", 't' || n, 'v' || n, t."number", 'k' || n, t."typed", t."locale", t."result", t."engine",
              t."mark", t."createdAt" ${copies}`,
    ])
      await store.prisma.$executeRawUnsafe(sql);
    const elsewhere = await makeClass(store, 1);
    await store.attempts.record(await makeVariant(store, elsewhere));
  });
  afterAll(() => store.close());

  const readings = [
    [
      'variants',
      async () => (await listVariantsIn(store, group.courseId, group.assignmentId)).map(({ id }) => id),
    ],
    [
      'attempts',
      async () =>
        (await listAttemptsIn(store, group.courseId, group.assignmentId)).map(({ variantId }) => variantId),
    ],
  ] as const;

  it.each(readings)('is read whole, and nothing twice: %s', async (_, read) => {
    const ids = await read();
    const expected = Array.from({ length: 119 }, (__, index) => `v${index + 1}`);
    expect(ids).toEqual(expect.arrayContaining(expected));
    expect([ids.length, new Set(ids).size]).toEqual([120, 120]);
  });

  it.each(readings)('lets others have their turn in between: %s', async (_, read) => {
    const ended: string[] = [];
    const reading = read().then(() => ended.push('class'));
    for (const other of ['first', 'second', 'third']) {
      await store.prisma.$queryRaw`SELECT 1`;
      ended.push(other);
    }
    await reading;
    if (database === 'embedded') expect(ended).toEqual(['first', 'second', 'third', 'class']);
  });
});
