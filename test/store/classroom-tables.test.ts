import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAssignment, listAssignments, withoutSchedule } from '../../src/store/assignments.ts';
import { createCourse, findCourseByJoinCode, findCoursesOf } from '../../src/store/courses.ts';
import type { Store } from '../../src/store/database.ts';
import { enrol, findEnrolment, listEnrolments, removeEnrolment } from '../../src/store/enrolments.ts';
import { newId } from '../../src/store/new-id.ts';
import { isOneTimeLinkOpen, saveOneTimeLink, useOneTimeLink } from '../../src/store/one-time-links.ts';
import { newJoinCode, newToken } from '../../src/store/secret-token.ts';
import { endSession, endSessionsOf, findSessionUser, startSession } from '../../src/store/sessions.ts';
import { createUser, hasSiteOwner, makeSiteOwner, nameUser } from '../../src/store/users.ts';
import { findLatestVariant, findVariant, listVariants, saveVariant } from '../../src/store/variants.ts';
import { makeClass, makeVariant, noon, sampleVariant } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

const later = (ms: number): Date => new Date(noon.getTime() + ms);

describe.each(testDatabases)('the store, %s', (database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore(database);
  });
  afterAll(() => store.close());

  it('finds a course by its join code, and the courses of a person', async () => {
    const [id, userId, enrolmentId, joinCode] = [newId(), newId(), newId(), newJoinCode()];
    const founder = { enrolmentId, userId, role: 'teacher', displayName: 'Ada' } as const;
    const course = { id, kind: 'course', title: 'Nets', joinCode } as const;
    expect(await createCourse(store, { ...course, createdAt: noon, founder })).toEqual(course);
    expect(await findCourseByJoinCode(store, joinCode)).toEqual(course);
    expect(await findCourseByJoinCode(store, 'other')).toBeUndefined();
    expect(await findCoursesOf(store, userId)).toEqual([{ course, enrolmentId, role: 'teacher' }]);
  });

  it('enrols a person once, and lets the removed come back to their record', async () => {
    const { courseId } = await makeClass(store, 0);
    const person = {
      courseId,
      userId: newId(),
      role: 'student',
      displayName: 'Bob',
      createdAt: noon,
    } as const;
    const [first, second] = await Promise.all([
      enrol(store, { ...person, id: newId() }),
      enrol(store, { ...person, id: newId(), role: 'teacher' }),
    ]);
    expect(first.id).toBe(second.id);
    expect((await listEnrolments(store, courseId)).map((each) => each.displayName)).toEqual(['Ada', 'Bob']);
    await removeEnrolment(store, courseId, first.id, noon);
    expect(await findEnrolment(store, courseId, person.userId)).toBeUndefined();
    expect((await enrol(store, { ...person, id: newId() })).id).toBe(first.id);
    expect((await findEnrolment(store, courseId, person.userId))?.role).toBe(first.role);
  });

  it('gives an assignment back as it was made', async () => {
    const { courseId, assignmentId } = await makeClass(store, 0);
    const assignment = await findAssignment(store, courseId, assignmentId);
    expect(assignment).toEqual({
      courseId,
      id: assignmentId,
      title: 'Week 3',
      mode: 'homework',
      policy: withoutSchedule({ tries: 3, penalty: '1/4' }),
      weight: '1',
      exercises: [{ position: 1, exercise: 'u-gradient-linear', weight: '1' }],
    });
    expect(await listAssignments(store, courseId)).toEqual([assignment]);
  });

  it('gives a variant back to the letter, in the order in which it was frozen', async () => {
    const group = await makeClass(store, 1);
    const { variantId } = await makeVariant(store, group);
    const found = await findVariant(store, group.courseId, variantId);
    expect(JSON.stringify(found?.variant)).toBe(JSON.stringify(sampleVariant));
    expect(found).toMatchObject({
      number: 1,
      attempts: 0,
      progress: [],
      policy: withoutSchedule({ tries: 3, penalty: '1/4' }),
    });
    expect(await findVariant(store, 'another course', variantId)).toBeUndefined();
  });

  it('keeps one variant for each number, and finds the latest', async () => {
    const group = await makeClass(store, 1);
    const first = await makeVariant(store, group);
    const second = await makeVariant(store, group, 0, 2);
    const { courseId, enrolmentId, assignmentId, position } = first;
    const place = { courseId, enrolmentId, assignmentId, position };
    const rival = { ...place, number: 2, id: newId(), variant: sampleVariant, createdAt: noon };
    expect(await saveVariant(store, rival)).toBe('taken');
    expect((await findLatestVariant(store, place))?.id).toBe(second.variantId);
    expect((await listVariants(store, place)).map((each) => each.id)).toEqual([
      first.variantId,
      second.variantId,
    ]);
  });

  it('knows a person by the cookie until the session ends', async () => {
    const user = await createUser(store, { id: newId(), name: '', createdAt: noon });
    const [token, other] = [newToken(), newToken()];
    const session = { userId: user.id, createdAt: noon, expiresAt: later(1000) };
    await startSession(store, { ...session, token });
    await startSession(store, { ...session, token: other });
    await nameUser(store, user.id, 'Bob');
    expect(await findSessionUser(store, token, later(999))).toEqual({ ...user, name: 'Bob' });
    expect(await findSessionUser(store, token, later(1000))).toBeUndefined();
    await endSession(store, token);
    expect(await findSessionUser(store, token, noon)).toBeUndefined();
    expect((await findSessionUser(store, other, noon))?.id).toBe(user.id);
    await endSessionsOf(store, user.id);
    expect(await findSessionUser(store, other, noon)).toBeUndefined();
  });

  it('knows whether there is an owner yet', async () => {
    const user = await createUser(store, { id: newId(), name: 'Ada', createdAt: noon });
    expect(await hasSiteOwner(store)).toBe(false);
    await makeSiteOwner(store, user.id);
    expect(await hasSiteOwner(store)).toBe(true);
  });

  it('lets a one-time link work once, and with it closes the others of its kind', async () => {
    const purpose = 'first-teacher';
    const [token, other, late] = [newToken(), newToken(), newToken()];
    const link = { purpose, createdAt: noon, expiresAt: later(1000) } as const;
    await saveOneTimeLink(store, { ...link, token });
    await saveOneTimeLink(store, { ...link, token: other });
    await saveOneTimeLink(store, { ...link, token: late, expiresAt: noon });
    expect(await useOneTimeLink(store, { token: late, purpose, now: later(1) })).toBe(false);
    expect(await isOneTimeLinkOpen(store, { token, purpose, now: later(1) })).toBe(true);
    const uses = [1, 2, 3].map(() => useOneTimeLink(store, { token, purpose, now: later(1) }));
    expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1);
    expect(await useOneTimeLink(store, { token: other, purpose, now: later(1) })).toBe(false);
    expect(await isOneTimeLinkOpen(store, { token, purpose, now: later(1) })).toBe(false);
  });
});

describe('ids', () => {
  it('sort by age and do not repeat', () => {
    const ids = Array.from({ length: 1000 }, (_, ms) => newId(later(ms)));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(Array.from({ length: 1000 }, () => newId(noon))).size).toBe(1000);
    expect(newId(noon)).toMatch(/^01m844dzg0[0-9a-z]{16}$/);
  });
});
