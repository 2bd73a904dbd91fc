import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/database.ts';
import { removeEnrolment } from '../../src/store/enrolments.ts';
import { newId } from '../../src/store/new-id.ts';
import { newToken } from '../../src/store/secret-token.ts';
import { startSession } from '../../src/store/sessions.ts';
import { createUser, type User } from '../../src/store/users.ts';
import { findVariant } from '../../src/store/variants.ts';
import { makeVisitReader } from '../../src/store/visits.ts';
import { makeClass, makeVariant, noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

describe.each(testDatabases)('a visit to an exercise on %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  /** Somebody with a session who is the class's first student. */
  async function arriving() {
    const group = await makeClass(store, 2);
    const user = await createUser(store, { id: newId(), name: 'Grace', createdAt: noon });
    const token = newToken();
    await startSession(store, { token, userId: user.id, createdAt: noon, expiresAt: new Date(+noon + 1000) });
    const { courseId, enrolmentIds } = group;
    const [enrolmentId = ''] = enrolmentIds;
    await store.prisma.enrolment.update({
      where: { courseId_id: { courseId, id: enrolmentId } },
      data: { userId: user.id },
    });
    const own = await makeVariant(store, group);
    const arrival = { token, courseId, variantId: own.variantId, now: noon };
    return { group, user, arrival, enrolmentId, own };
  }

  it('tells who comes, as what, and to which variant, the first time and later', async () => {
    const { user, arrival, enrolmentId, own } = await arriving();
    const first = await store.visits(arrival);
    expect(first?.user).toEqual(user satisfies User);
    expect(first?.enrolment).toMatchObject({ id: enrolmentId, role: 'student', userId: user.id });
    expect(first?.stored).toEqual(await findVariant(store, arrival.courseId, arrival.variantId));
    await store.attempts.record(own);
    const later = await store.visits(arrival);
    expect(later?.stored).toEqual(await findVariant(store, arrival.courseId, arrival.variantId));
    expect(later?.stored?.attempts).toBe(1);
    expect(later?.stored?.drawn).toBe(first?.stored?.drawn);
  });

  it('reads the rows of one variant alone by a plan that was made when nothing was there', async () => {
    const fresh = await openTestStore(database);
    const plan: string[] = [];
    const read = makeVisitReader(async ({ text }, [asked = '']) => {
      await fresh.prisma.$transaction(async (transaction) => {
        await transaction.$executeRawUnsafe('SET LOCAL plan_cache_mode = force_generic_plan');
        await transaction.$executeRawUnsafe(
          `PREPARE visit (text) AS ${text.replace('$1::json', '$1::text::json')}`,
        );
        const literal = asked.replaceAll("'", "''");
        const rows = await transaction.$queryRawUnsafe<object[]>(`EXPLAIN EXECUTE visit ('${literal}')`);
        await transaction.$executeRawUnsafe('DEALLOCATE visit');
        plan.push(...rows.flatMap((row) => Object.values(row).map(String)));
      });
      return [];
    });
    await read({ token: 'a', courseId: 'b', variantId: 'c', now: noon });
    for (const table of ['Enrolment', 'Variant', 'Progress', 'Attempt', 'SkillState']) {
      const scan = plan.findIndex((line) => line.includes(` on "${table}" `));
      expect(plan[scan + 1], table).toMatch(/Index Cond: .*"courseId" = .* AND /);
    }
    await fresh.close();
  });

  it('gives everybody their own, however many come at once', async () => {
    const people = [await arriving(), await arriving(), await arriving()];
    const visits = await Promise.all([...people, ...people].map(({ arrival }) => store.visits(arrival)));
    expect(visits.map((visit) => [visit?.user.id, visit?.stored?.id])).toEqual(
      [...people, ...people].map(({ user, own }) => [user.id, own.variantId]),
    );
  });

  it('leads to no variant of another student, of another course, or after having left', async () => {
    const { group, arrival, enrolmentId } = await arriving();
    const others = await makeVariant(store, group, 1);
    expect((await store.visits({ ...arrival, variantId: others.variantId }))?.stored).toBeUndefined();
    const { courseId } = await makeClass(store, 1);
    const elsewhere = await store.visits({ ...arrival, courseId });
    expect([elsewhere?.enrolment, elsewhere?.stored]).toEqual([undefined, undefined]);
    await removeEnrolment(store, arrival.courseId, enrolmentId, noon);
    const removed = await store.visits(arrival);
    expect([removed?.enrolment, removed?.stored]).toEqual([undefined, undefined]);
  });

  it('is nobody’s with a cookie that is unknown or over', async () => {
    const { arrival } = await arriving();
    expect(await store.visits({ ...arrival, token: newToken() })).toBeUndefined();
    expect(await store.visits({ ...arrival, now: new Date(+noon + 1000) })).toBeUndefined();
  });

  it('ends with what the person knows in all their courses', async () => {
    const { user, arrival, enrolmentId } = await arriving();
    const state = { known: 0.5, opportunities: 2, right: 1, updatedAt: noon };
    const other = await makeClass(store, 1);
    const [elsewhere = ''] = other.enrolmentIds;
    await store.prisma.enrolment.update({
      where: { courseId_id: { courseId: other.courseId, id: elsewhere } },
      data: { userId: user.id },
    });
    await store.prisma.skillState.createMany({
      data: [
        { ...state, courseId: arrival.courseId, enrolmentId, skill: 'K9' },
        { ...state, courseId: other.courseId, enrolmentId: elsewhere, skill: 'K10' },
      ],
    });
    const known = await store.skillsOf({ courseId: arrival.courseId, enrolmentId });
    expect(known?.map(({ skill }) => skill).toSorted()).toEqual(['K10', 'K9']);
    expect(await store.skillsOf({ courseId: arrival.courseId, enrolmentId: newId() })).toBeUndefined();
  });
});
