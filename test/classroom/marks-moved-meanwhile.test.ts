/** Answers that come in while marks are changed: graded before and recorded after, they get the mark of after. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyRegrade, StalePlan } from '../../src/classroom/apply-regrade.ts';
import { changeAssignment } from '../../src/classroom/change-assignment.ts';
import { changeMarks } from '../../src/classroom/change-marks.ts';
import type { Classroom } from '../../src/classroom/classroom.ts';
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { planRegrade } from '../../src/classroom/plan-regrade.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { undoLatestRegrade } from '../../src/classroom/undo-regrade.ts';
import { keyOf } from '../../src/exercise/key.ts';
import { wholeAssignment } from '../../src/store/adjustments.ts';
import { type Assignment, findAssignment, savePolicy, withoutSchedule } from '../../src/store/assignments.ts';
import type { Store } from '../../src/store/database.ts';
import { newId } from '../../src/store/new-id.ts';
import { listRegrades } from '../../src/store/regrades.ts';
import { findVariant, type StoredVariant } from '../../src/store/variants.ts';
import { definitionOf } from '../exercise/catalogue.ts';
import { makeClass, noon } from '../store/sample.ts';
import { openTestStore, testDatabases } from '../store/test-store.ts';

describe.each(testDatabases)('an answer while marks are changed, %s', (database) => {
  let store: Store;
  let classroom: Classroom;
  let minutes = 0;
  beforeAll(async () => {
    store = await openTestStore(database);
    classroom = {
      store,
      exercises: new Map([['dw-linear', definitionOf('dw-linear')]]),
      collections: [],
      now: () => new Date(noon.getTime() + 60_000 * minutes++),
    };
  });
  afterAll(() => store.close());

  const by = { byId: 'teacher', reason: 'Too strict' };

  /** A student who was wrong once, and may be right now for three quarters. */
  async function wrongOnce(): Promise<{ assignment: Assignment; variant: StoredVariant }> {
    const { courseId, enrolmentIds } = await makeClass(store, 1);
    const policy = withoutSchedule({ tries: 3, penalty: '1/4' });
    const order = { courseId, title: 'Week 4', exercises: ['dw-linear'], policy };
    const assignment = await setAssignment(classroom, order);
    const place = { courseId, enrolmentId: enrolmentIds[0] ?? '', assignmentId: assignment.id, position: 1 };
    const variant = await openVariant(classroom, place, 'dw-linear');
    await submit(variant, '0.123');
    return { assignment, variant: await standing(variant) };
  }
  const submit = (variant: StoredVariant, p1: string) =>
    submitAnswer(classroom, { variant, submissionKey: newId(), typed: { p1 }, locale: 'en' });
  async function standing({ courseId, id }: StoredVariant): Promise<StoredVariant> {
    const found = await findVariant(store, courseId, id);
    if (!found) throw new Error('the variant is there');
    return found;
  }
  const rightIn = (variant: StoredVariant): string => {
    const [part] = variant.variant.parts;
    if (part?.kind !== 'number') throw new Error('a number is asked');
    return keyOf(variant.variant, part.quantity).decimal;
  };
  const markOf = async (variant: StoredVariant) => (await standing(variant)).progress[0]?.mark;

  it('that was read before a regrade and recorded after it has the mark of the new policy', async () => {
    const { assignment, variant } = await wrongOnce();
    const proposed = { ...assignment, policy: { ...assignment.policy, penalty: '0' } };
    const plan = await planRegrade(classroom, assignment, proposed);
    await applyRegrade(classroom, { plan, students: 'all', ...by });
    await submit(variant, rightIn(variant));
    expect(await markOf(variant)).toBe('1');
  });

  it('that was read before a change of policy and recorded after it has the mark of the new policy', async () => {
    const { assignment, variant } = await wrongOnce();
    await changeAssignment(
      classroom,
      { ...assignment, policy: { ...assignment.policy, penalty: '1/2' } },
      by,
    );
    await submit(variant, rightIn(variant));
    expect(await markOf(variant)).toBe('1/2');
  });

  it('that comes in the middle waits for the end, and keeps the time at which it came', async () => {
    const { assignment, variant } = await wrongOnce();
    const { courseId, id: assignmentId, policy } = assignment;
    const change = { courseId, assignmentId, ...wholeAssignment, ...by, subjectId: null } as const;
    const order: string[] = [];
    let submitted: Promise<unknown> = Promise.resolve();
    await changeMarks(
      classroom,
      { ...change, kind: 'assignment-changed', audited: 'assignment-changed' },
      async (queries) => {
        submitted = submit(variant, rightIn(variant)).then(() => order.push('answered'));
        await setTimeout(150);
        await savePolicy(queries, { ...assignment, policy: { ...policy, penalty: '0' } });
        order.push('changed');
      },
    );
    const changedAt = classroom.now();
    await submitted;
    expect(order).toEqual(['changed', 'answered']);
    const after = await standing(variant);
    expect(after.progress[0]).toMatchObject({ tries: 2, mark: '1' });
    expect(after.last?.createdAt.getTime()).toBeLessThan(changedAt.getTime());
  });

  it('that came before a regrade and was recorded after it is counted when the regrade is undone', async () => {
    const { assignment, variant: opened } = await wrongOnce();
    await submit(opened, `2*${rightIn(opened)}`);
    expect(await markOf(opened)).toBe('3/8');
    const variant = await standing(opened);
    const policy = { ...assignment.policy, tries: 4, grading: { convention: '1/4' } };
    const proposed = { ...assignment, policy };
    const came = classroom.now();
    const plan = await planRegrade(classroom, assignment, proposed);
    await applyRegrade(classroom, { plan, students: 'all', ...by });
    const typed = { p1: rightIn(variant) };
    await submitAnswer(classroom, { variant, submissionKey: newId(), typed, locale: 'en', at: came });
    const { courseId, id: assignmentId } = assignment;
    const [latest] = await listRegrades(store, courseId, assignmentId);
    await undoLatestRegrade(classroom, { courseId, assignmentId, regradeId: latest?.id ?? '' }, by);
    expect((await standing(variant)).progress[0]).toMatchObject({ tries: 3, closed: true, mark: '1/2' });
  });

  it('makes nothing of a plan that was made before another change of the assignment', async () => {
    const { assignment } = await wrongOnce();
    const plan = await planRegrade(classroom, assignment, { ...assignment, weight: '2' });
    const current = await findAssignment(store, assignment.courseId, assignment.id);
    await changeAssignment(classroom, { ...(current ?? assignment), title: 'Week 5' }, by);
    await expect(applyRegrade(classroom, { plan, students: 'all', ...by })).rejects.toThrow(StalePlan);
  });
});
