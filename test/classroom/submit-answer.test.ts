import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawVariant } from '../../src/classroom/draw-variant.ts';
import { practise, welcomeVisitor } from '../../src/classroom/practise.ts';
import { startExam } from '../../src/classroom/start-exam.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { anyTime } from '../../src/grading/schedule.ts';
import { createAssignment } from '../../src/store/assignments.ts';
import type { Store } from '../../src/store/database.ts';
import { listSkillStatesOf } from '../../src/store/skill-states.ts';
import { findLatestVariant, type StoredVariant } from '../../src/store/variants.ts';
import { definitionOf } from '../exercise/catalogue.ts';
import { keysOf } from '../grading/attempts.ts';
import { openTestStore } from '../store/test-store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore('embedded');
});
afterAll(() => store.close());

const exercise = definitionOf('errors-and-loss');
const classroom = () => ({
  store,
  exercises: new Map([[exercise.id, exercise]]),
  collections: [],
  now: () => new Date('2026-11-02T08:00:00Z'),
});
const answer = (variant: StoredVariant, typed: Readonly<Record<string, string>>, submissionKey: string) =>
  submitAnswer(classroom(), { variant, typed, submissionKey, locale: 'en' });

async function again({ courseId, enrolmentId, assignmentId, position, number }: StoredVariant) {
  const place = { courseId, enrolmentId, assignmentId, position };
  return drawVariant(classroom(), place, exercise.id, number + 1);
}

describe('a submission', () => {
  it('leaves what its student knows, first tries alone', async () => {
    const user = await welcomeVisitor(classroom());
    const first = await practise(classroom(), user, exercise.id);
    const keys = keysOf(first.variant);
    const p1 = keys.p1 ?? '';
    expect(first.skills).toEqual([]);
    await answer(first, { p1: '77.777' }, 'one');
    const [wrong] = await listSkillStatesOf(store, user.id);
    expect(wrong).toMatchObject({ skill: 'K3', opportunities: 1, right: 0, dueAt: null, card: null });
    await answer(await practise(classroom(), user, exercise.id), { p1 }, 'two');
    expect(await listSkillStatesOf(store, user.id)).toEqual([wrong]);

    const second = await again(first);
    await answer(second, keysOf(second.variant), 'three');
    const third = await again(second);
    await answer(third, keysOf(third.variant), 'four');
    await answer(third, keysOf(third.variant), 'four');
    const [mastered] = await listSkillStatesOf(store, user.id);
    expect(mastered?.known).toBeGreaterThan(0.95);
    expect(mastered?.opportunities).toBe(1 + 2 * first.variant.parts.length);
    expect(mastered?.dueAt?.getTime()).toBeGreaterThan(classroom().now().getTime());
  });

  it('leaves nothing of an exam that is not told yet', async () => {
    const user = await welcomeVisitor(classroom());
    const { courseId, enrolmentId } = await practise(classroom(), user, exercise.id);
    const exam = await createAssignment(store, {
      courseId,
      id: 'exam',
      title: 'Exam',
      mode: 'exam',
      policy: { ...anyTime, tries: 1, penalty: '0', dueAt: '2026-11-03T08:00:00Z', feedback: 'when-closed' },
      exercises: [{ position: 1, exercise: exercise.id, weight: '1' }],
      createdAt: classroom().now(),
    });
    await startExam(classroom(), exam, enrolmentId);
    const place = { courseId, enrolmentId, assignmentId: 'exam', position: 1 };
    const drawn = await findLatestVariant(store, place);
    if (!drawn) throw new Error('the exam is drawn');
    await answer(drawn, keysOf(drawn.variant), 'exam');
    expect((await findLatestVariant(store, place))?.attempts).toBe(1);
    expect(await listSkillStatesOf(store, user.id)).toEqual([]);
  });
});
