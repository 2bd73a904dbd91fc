/** Regrading against a real store: what was foreseen is what is done, and undone it leaves every byte as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyRegrade, StalePlan } from '../../src/classroom/apply-regrade.ts';
import type { Classroom } from '../../src/classroom/classroom.ts';
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { listMarks } from '../../src/classroom/list-marks.ts';
import { overrideMark } from '../../src/classroom/override-mark.ts';
import { planRegrade } from '../../src/classroom/plan-regrade.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { undoLatestRegrade } from '../../src/classroom/undo-regrade.ts';
import { parseRational, rational, rationals, showRational } from '../../src/number/rational.ts';
import { wholeAssignment } from '../../src/store/adjustments.ts';
import {
  type Assignment,
  findAssignment,
  type Policy,
  withoutSchedule,
} from '../../src/store/assignments.ts';
import type { Store } from '../../src/store/database.ts';
import { listMarkChanges } from '../../src/store/mark-changes.ts';
import { newId } from '../../src/store/new-id.ts';
import { listRegrades } from '../../src/store/regrades.ts';
import { findVariant, type StoredVariant } from '../../src/store/variants.ts';
import { definitionOf } from '../exercise/catalogue.ts';
import { dumpMarks } from '../store/dump-marks.ts';
import { makeClass, noon, type SampleClass } from '../store/sample.ts';
import { openTestStore } from '../store/test-store.ts';

let store: Store;
let classroom: Classroom;
let group: SampleClass;
let assignment: Assignment;
let variants: readonly StoredVariant[];
let minutes = 0;

beforeAll(async () => {
  store = await openTestStore('embedded');
  classroom = {
    store,
    exercises: new Map([['dw-linear', definitionOf('dw-linear')]]),
    collections: [],
    now: () => new Date(noon.getTime() + 60_000 * minutes++),
  };
  group = await makeClass(store, 4);
  const { courseId, enrolmentIds } = group;
  const policy = withoutSchedule({ tries: 3, penalty: '1/4' });
  const exercises = ['dw-linear'];
  assignment = await setAssignment(classroom, { courseId, title: 'Week 4', exercises, policy });
  const drawn: StoredVariant[] = [];
  for (const enrolmentId of enrolmentIds) {
    const place = { courseId, enrolmentId, assignmentId: assignment.id, position: 1 };
    drawn.push(await openVariant(classroom, place, 'dw-linear'));
  }
  variants = drawn;
  /** Right at once; right at the second try; off by two per cent; never tried. */
  await answer(0, 1);
  await answer(1, 3);
  await answer(1, 1);
  await answer(2, 1.02);
});
afterAll(() => store.close());

/** The right value times this. */
async function answer(student: number, factor: number): Promise<void> {
  const { courseId, id = '' } = variants[student] ?? { courseId: '' };
  const variant = await findVariant(store, courseId, id);
  if (!variant) throw new Error('the variant is there');
  const value = variant.variant.certificate.parts.p1?.key ?? '0';
  const times = rational(Math.round(factor * 100), 100);
  const typed = { p1: showRational(rationals.multiply(parseRational(value), times)) };
  await submitAnswer(classroom, { variant, submissionKey: newId(), typed, locale: 'en' });
}

const dump = () => dumpMarks(store);

async function marks(): Promise<ReadonlyMap<string, string | null>> {
  const current = await findAssignment(store, group.courseId, assignment.id);
  const { students } = await listMarks(classroom, group.courseId, current);
  return new Map(
    students.map(({ enrolment, marks: own }) => {
      const mark = own.get(assignment.id)?.mark;
      return [enrolment.id, mark ? showRational(mark) : null];
    }),
  );
}

/** No penalty, two per cent off are right. */
const generous = (): Policy => ({
  ...assignment.policy,
  penalty: '0',
  tolerances: { 1: { p1: { kind: 'relative', n: '3/100' } } },
});
const changed = (policy: Policy): Assignment => ({ ...assignment, policy });
const by = () => ({ byId: 'teacher', reason: 'Too strict' });
const latest = async () => (await listRegrades(store, group.courseId, assignment.id))[0]?.id ?? '';

describe('a regrade', () => {
  it('of what nothing changed about changes nothing', async () => {
    const plan = await planRegrade(classroom, assignment);
    expect(plan.students).toEqual([]);
    expect(plan.attempts).toBe(4);
  });

  it('is foreseen without anything being done', async () => {
    const before = await dump();
    const plan = await planRegrade(classroom, assignment, changed(generous()));
    expect(plan.students.map(({ before: was, after }) => [was, after])).toEqual([
      ['3/4', '1'],
      ['0', '1'],
    ]);
    expect(await dump()).toBe(before);
  });

  it('changes exactly the foreseen marks, and undone leaves every byte as it was', async () => {
    const [before, marksBefore] = [await dump(), await marks()];
    const plan = await planRegrade(classroom, assignment, changed(generous()));
    const changes = await applyRegrade(classroom, { plan, students: 'all', ...by() });
    const foreseen = plan.students.map(({ enrolmentId, before: was, after }) => [enrolmentId, was, after]);
    expect(changes.map((each) => [each.enrolmentId, each.before, each.after]).toSorted()).toEqual(
      foreseen.toSorted(),
    );
    const after = await marks();
    for (const [enrolmentId, mark] of marksBefore)
      expect(after.get(enrolmentId)).toBe(foreseen.find(([id]) => id === enrolmentId)?.[2] ?? mark);
    const again = await findVariant(store, group.courseId, variants[2]?.id ?? '');
    expect(again?.last?.result.mark).toBe('1');
    expect(again?.progress[0]).toMatchObject({ mark: '1', closed: true, tries: 1 });

    const place = { courseId: group.courseId, assignmentId: assignment.id, regradeId: await latest() };
    expect(await undoLatestRegrade(classroom, place, by())).toBe('undone');
    expect(await dump()).toBe(before);
    expect(await undoLatestRegrade(classroom, place, by())).toBe('not-the-latest');
    expect((await findVariant(store, group.courseId, variants[2]?.id ?? ''))?.last?.result.mark).toBe('0');
    const history = await listMarkChanges(store, group.courseId, { assignmentId: assignment.id });
    expect(history.map(({ kind }) => kind)).toEqual([
      'regrade-undone',
      'regrade-undone',
      'regrade',
      'regrade',
    ]);
  });

  it('can be of some students alone', async () => {
    const [before, marksBefore] = [await dump(), await marks()];
    const plan = await planRegrade(classroom, assignment, changed(generous()));
    const [chosen = ''] = plan.students.map(({ enrolmentId }) => enrolmentId);
    await applyRegrade(classroom, { plan, students: new Set([chosen]), ...by() });
    const after = await marks();
    expect([...after].filter(([id, mark]) => mark !== marksBefore.get(id))).toEqual([[chosen, '1']]);
    const regradeId = await latest();
    await undoLatestRegrade(
      classroom,
      { courseId: group.courseId, assignmentId: assignment.id, regradeId },
      by(),
    );
    expect(await dump()).toBe(before);
  });

  it('leaves a mark alone that a teacher set by hand', async () => {
    const [, student = ''] = group.enrolmentIds;
    const override = { courseId: group.courseId, assignmentId: assignment.id, enrolmentId: student };
    await overrideMark(classroom, { ...override, ...wholeAssignment, mark: '9/10', ...by() });
    const plan = await planRegrade(classroom, assignment, changed(generous()));
    const own = plan.students.find(({ enrolmentId }) => enrolmentId === student);
    expect(own).toMatchObject({ before: '9/10', after: '9/10' });
    expect(own?.moved).toHaveLength(1);
  });

  it('is refused where somebody has answered since it was foreseen', async () => {
    const plan = await planRegrade(classroom, assignment, changed(generous()));
    await answer(2, 1.5);
    const before = await dump();
    await expect(applyRegrade(classroom, { plan, students: 'all', ...by() })).rejects.toThrow(StalePlan);
    expect(await dump()).toBe(before);
  });

  it('undone after a further answer counts that answer from where the student stood before', async () => {
    const stricter: Policy = { ...assignment.policy, tries: 2 };
    const plan = await planRegrade(classroom, assignment, changed(stricter));
    await applyRegrade(classroom, { plan, students: 'all', ...by() });
    const loose: Policy = { ...stricter, tries: 5, penalty: '0' };
    const current = await findAssignment(store, group.courseId, assignment.id);
    if (!current) throw new Error('the assignment is there');
    const second = await planRegrade(classroom, current, changed(loose));
    await applyRegrade(classroom, { plan: second, students: 'all', ...by() });
    await answer(2, 1);
    const place = { courseId: group.courseId, assignmentId: assignment.id };
    await undoLatestRegrade(classroom, { ...place, regradeId: await latest() }, by());
    const variant = await findVariant(store, group.courseId, variants[2]?.id ?? '');
    expect(variant?.progress[0]).toMatchObject({
      tries: 2,
      closed: true,
      mark: '0',
    });
  });
});
