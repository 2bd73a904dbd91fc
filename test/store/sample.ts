/** A small class to write about: a course with two students, an assignment, a variant and submissions to it. */
import type { Variant } from '../../src/exercise/variant.ts';
import type { AttemptResult } from '../../src/grading/result.ts';
import { createAssignment, withoutSchedule } from '../../src/store/assignments.ts';
import { createCourse } from '../../src/store/courses.ts';
import type { Store } from '../../src/store/database.ts';
import { enrol } from '../../src/store/enrolments.ts';
import { newId } from '../../src/store/new-id.ts';
import type { Submission } from '../../src/store/record-attempts.ts';
import { saveVariant } from '../../src/store/variants.ts';

export const noon = new Date('2026-11-23T12:00:00.000Z');

export const sampleVariant: Variant = {
  exercise: 'u-gradient-linear',
  engine: '1',
  seed: 'k7mq',
  net: { hidden: 'linear', output: 'linear', loss: 'half' },
  hidden: { y1: '5/8' },
  given: { x2: '2', x1: '-0.4', w11: '1/3' },
  drawn: { j: '2', k: '1' },
  parts: [{ id: 'p1', kind: 'number', quantity: 'dE/du21', tolerance: { kind: 'exact' } }],
  certificate: {
    parts: {
      p1: {
        key: '-3/40',
        exact: true,
        shows: ['SIGN.0'],
        masked: ['NO_U'],
        distance: '2',
        nearest: 'SIGN.0',
      },
    },
  },
};

export function result(typed: string, right: boolean): AttemptResult {
  const mark = right ? '1' : '0';
  const verdict = { kind: right ? 'right' : 'wrong' } as const;
  return { engine: '1', mark, parts: [{ part: 'p1', typed, verdict, mark }], diagnosis: { candidates: [] } };
}

export interface SampleClass {
  readonly courseId: string;
  readonly assignmentId: string;
  readonly enrolmentIds: readonly string[];
}

export async function makeClass(store: Store, students = 2): Promise<SampleClass> {
  const courseId = newId();
  await createCourse(store, {
    id: courseId,
    kind: 'course',
    title: 'Neural networks',
    joinCode: newId(),
    createdAt: noon,
    founder: { enrolmentId: newId(), userId: newId(), role: 'teacher', displayName: 'Ada' },
  });
  const assignmentId = newId();
  await createAssignment(store, {
    courseId,
    id: assignmentId,
    title: 'Week 3',
    mode: 'homework',
    policy: withoutSchedule({ tries: 3, penalty: '1/4' }),
    exercises: [{ position: 1, exercise: 'u-gradient-linear', weight: '1' }],
    createdAt: noon,
  });
  const enrolmentIds: string[] = [];
  for (let index = 0; index < students; index++) {
    const person = { courseId, id: newId(), userId: newId(), role: 'student', createdAt: noon } as const;
    enrolmentIds.push((await enrol(store, { ...person, displayName: `Student ${index + 1}` })).id);
  }
  return { courseId, assignmentId, enrolmentIds };
}

export async function makeVariant(
  store: Store,
  group: SampleClass,
  student = 0,
  number = 1,
): Promise<Submission> {
  const place = {
    courseId: group.courseId,
    enrolmentId: group.enrolmentIds[student] ?? '',
    assignmentId: group.assignmentId,
    position: 1,
  };
  const variantId = newId();
  await saveVariant(store, { ...place, number, id: variantId, variant: sampleVariant, createdAt: noon });
  return { ...submissionTo(place, variantId), variantNumber: number };
}

/** A wrong first answer that shows the mistake 'SIGN'. */
function submissionTo(
  place: { courseId: string; enrolmentId: string; assignmentId: string; position: number },
  variantId: string,
): Submission {
  return {
    ...place,
    id: newId(),
    variantId,
    marksVersion: 0,
    variantNumber: 1,
    attemptNumber: 1,
    submissionKey: newId(),
    typed: { p1: '3/40' },
    locale: 'en',
    result: result('3/40', false),
    createdAt: noon,
    progress: [
      {
        part: 'p1',
        tries: 1,
        firstVerdict: 'wrong',
        lastVerdict: 'wrong',
        mark: '0',
        markOnTime: '0',
        closed: false,
        tried: ['3/40'],
        hints: 0,
      },
    ],
    skills: [],
    skillTries: [],
    circumstances: { seconds: 0, told: [], hinted: [], revealed: true },
    event: null,
    firstTries: [
      {
        part: 'p1',
        quantity: 'dE/du21',
        right: false,
        outcome: 'SIGN',
        example: null,
        mistakes: [{ mistake: 'SIGN', shown: true }],
      },
    ],
  };
}
