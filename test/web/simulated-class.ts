/** Thirty students who make known mistakes at known rates, with a clock that the test turns; and what they did. */
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { keyOf } from '../../src/exercise/key.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { wrongAnswers } from '../../src/grading/wrong-answers.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { findEnrolment } from '../../src/store/enrolments.ts';
import { newId } from '../../src/store/new-id.ts';
import { join, makeCourse, makePerson } from './people.ts';
import type { TestServer } from './test-server.ts';

export const studentCount = 30;
export const secondsEach = 40;

/** By position: which of the 30 students, by number from 0, makes which mistake. 'odd' is a number no mistake gives. */
export const plan: readonly {
  readonly exercise: string;
  readonly mistake: (student: number) => string;
}[] = [
  { exercise: 'dw-linear', mistake: (n) => (n % 3 === 0 ? 'DROP_E2' : n % 10 === 1 ? 'odd' : '') },
  { exercise: 'du-linear', mistake: (n) => (n % 5 === 0 ? 'SIGN' : '') },
  { exercise: 'back-to-hidden-linear', mistake: (n) => (n % 2 === 0 ? 'NO_U' : '') },
  { exercise: 'dw-sigmoid', mistake: (n) => (n % 3 === 0 ? 'DROP_E2' : '') },
];

/** One first try as it was simulated. */
export interface SimulatedTry {
  readonly student: string;
  readonly position: number;
  readonly part: string;
  readonly variant: Variant;
  readonly quantity: string;
  /** '' where right. */
  readonly mistake: string;
}

export async function simulateClass(
  server: TestServer,
  { start = new Date('2026-11-24T10:00:00Z'), students = studentCount } = {},
) {
  const course = await makeCourse(server);
  let now = start;
  const classroom = { ...course.classroom, now: () => now };
  const { courseId } = course;
  const [second, assistant] = await Promise.all(['Second', 'Helper'].map((name) => makePerson(server, name)));
  if (!second || !assistant) throw new Error('two people');
  await join(server, courseId, second, 'teacher');
  await join(server, courseId, assistant, 'assistant');
  const assignment = await setAssignment(classroom, {
    courseId,
    title: 'Week 5',
    exercises: plan.map(({ exercise }) => exercise),
    policy: withoutSchedule({ tries: 5, penalty: '0' }),
  });
  const tries: SimulatedTry[] = [];
  for (let number = 0; number < students; number++) {
    const person = await makePerson(server, `Student ${String(number).padStart(2, '0')}`);
    await join(server, courseId, person, 'student');
    const student = (await findEnrolment(server.store, courseId, person.user.id))?.id ?? '';
    for (const [index, { exercise, mistake }] of plan.entries()) {
      const place = { courseId, enrolmentId: student, assignmentId: assignment.id, position: index + 1 };
      const stored = await openVariant(classroom, place, exercise);
      now = new Date(now.getTime() + secondsEach * 1000);
      const answers = answersFor(stored.variant, mistake(number));
      const typed = Object.fromEntries(answers.map(({ part, text }) => [part, text]));
      await submitAnswer(classroom, { variant: stored, submissionKey: newId(), typed, locale: 'en' });
      for (const { part, quantity, mistake: made } of answers)
        tries.push({ student, position: index + 1, part, variant: stored.variant, quantity, mistake: made });
    }
  }
  const address = `/teach/courses/${courseId}/assignments/${assignment.id}/dashboard`;
  return { ...course, classroom, second, assistant, assignment, address, tries };
}

/**
 * What somebody with this belief types; right wherever the variant could not show it, or an earlier mistake of the
 * catalogue gives the same number, since that one would be named.
 */
export function answersFor(variant: Variant, mistake: string) {
  const wrong = wrongAnswers(variant);
  return variant.parts.map((part, index) => {
    const key = keyOf(variant, part.quantity).decimal;
    const own = wrong.filter((each) => each.part === part.id && !isNearlyRight(each.answer.decimal, key));
    const isTold = (decimal: string) =>
      own.find(({ answer }) => isAbout(answer.decimal, decimal, 1))?.mistake === mistake;
    const shown = own.find((each) => each.mistake === mistake && isTold(each.answer.decimal))?.answer.decimal;
    const odd = mistake === 'odd' && index === 0 ? `${Number(key) + 137.31}` : undefined;
    const made = shown !== undefined || odd !== undefined ? mistake : '';
    return { part: part.id, quantity: part.quantity, text: shown ?? odd ?? key, mistake: made };
  });
}

/** Twice or half the right value is told as another convention, and the value with fewer digits as rounded. */
const isNearlyRight = (wrong: string, right: string): boolean =>
  [2, 0.5].some((factor) => isAbout(wrong, right, factor)) ||
  [1, 2, 3, 4].some((digits) => Number(Number(right).toPrecision(digits)) === Number(wrong));

/** A little wider than three significant digits, to which most answers are compared. */
const isAbout = (one: string, other: string, factor: number): boolean =>
  Math.abs(Number(one) / Number(other) - factor) < 0.006;
