/**
 * Thousands of students in one course, each with a session and a variant of their own; and what they hand in:
 * first a known mistake, then a number that nothing explains, then the right answer, and so on.
 */
import { randomBytes } from 'node:crypto';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { startCourse } from '../../../src/classroom/start-course.ts';
import { keyOf } from '../../../src/exercise/key.ts';
import { makeVariant } from '../../../src/exercise/make-variant.ts';
import type { Variant } from '../../../src/exercise/variant.ts';
import { wrongAnswers } from '../../../src/grading/wrong-answers.ts';
import { withoutSchedule } from '../../../src/store/assignments.ts';
import type { Prisma } from '../../../src/store/client/client.ts';
import type { Store } from '../../../src/store/database.ts';
import { newId } from '../../../src/store/new-id.ts';
import { hashOf, newToken } from '../../../src/store/secret-token.ts';
import { createUser } from '../../../src/store/users.ts';
import { definitions } from '../../exercise/catalogue.ts';

const exercises = [
  'dw-linear',
  'du-linear',
  'dw-relu',
  'back-to-hidden-linear',
  'errors-and-loss',
  'du-sigmoid',
];
/** As many different variants of each exercise; students beyond them share numbers, never rows. */
const variantsEach = 20;
const rowsAtOnce = 500;

export interface LectureHall {
  readonly courseId: string;
  readonly students: readonly Student[];
}

export interface Student {
  readonly path: string;
  readonly cookie: string;
  /** What the form says, by try; over again after the last. */
  readonly answers: readonly string[];
}

export async function fillLectureHall(store: Store, size: number): Promise<LectureHall> {
  const classroom = {
    store,
    exercises: new Map(definitions.map((each) => [each.id, each])),
    collections: [],
    now: () => new Date(),
  };
  const teacher = await createUser(store, { id: newId(), name: 'Ada', createdAt: new Date() });
  const { id: courseId } = await startCourse(classroom, teacher, 'Nets');
  const policy = withoutSchedule({ tries: null, penalty: '0' });
  const { id: assignmentId } = await setAssignment(classroom, {
    courseId,
    title: 'Week 5',
    exercises,
    policy,
  });
  const drawn = drawAll();
  const students: Student[] = [];
  for (let first = 0; first < size; first += rowsAtOnce) {
    const numbers = Array.from({ length: Math.min(rowsAtOnce, size - first) }, (_, i) => first + i);
    students.push(...(await enrolAll(store, { courseId, assignmentId }, numbers, drawn)));
  }
  return { courseId, students };
}

interface Drawn {
  readonly position: number;
  readonly variant: Variant;
  readonly answers: readonly string[];
}

function drawAll(): readonly Drawn[] {
  return Array.from({ length: exercises.length * variantsEach }, (_, i) => {
    const index = i % exercises.length;
    const definition = definitions.find(({ id }) => id === exercises[index]);
    const made = definition && makeVariant(definition, randomBytes(16).toString('hex'));
    if (made?.kind !== 'variant') throw new Error(`no variant of ${exercises[index]}`);
    return { position: index + 1, variant: made.variant, answers: answersTo(made.variant) };
  });
}

function answersTo(variant: Variant): readonly string[] {
  const right = variant.parts.map(({ id, quantity }) => ({ id, text: keyOf(variant, quantity).decimal }));
  const [known] = wrongAnswers(variant);
  const typed = [
    right.map(({ id, text }) => ({ id, text: id === known?.part ? known.answer.decimal : text })),
    right.map(({ id, text }, index) => ({ id, text: index === 0 ? `${Number(text) + 137.31}` : text })),
    right,
  ];
  return typed.map((boxes) =>
    boxes.map(({ id, text }) => `answer.${id}=${encodeURIComponent(text)}`).join('&'),
  );
}

async function enrolAll(
  { prisma }: Store,
  { courseId, assignmentId }: { readonly courseId: string; readonly assignmentId: string },
  numbers: readonly number[],
  drawn: readonly Drawn[],
): Promise<readonly Student[]> {
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  const people = numbers.flatMap((number) => {
    const given = drawn[number % drawn.length];
    const name = `Student ${number}`;
    return given
      ? [{ userId: newId(), enrolmentId: newId(), id: newId(), token: newToken(), name, ...given }]
      : [];
  });
  await prisma.user.createMany({ data: people.map(({ userId: id, name }) => ({ id, name, createdAt })) });
  await prisma.session.createMany({
    data: people.map(({ userId, token }) => ({ userId, tokenHash: hashOf(token), createdAt, expiresAt })),
  });
  await prisma.enrolment.createMany({
    data: people.map(({ userId, enrolmentId: id, name: displayName }) => {
      return { courseId, id, userId, role: 'student', displayName, createdAt };
    }),
  });
  await prisma.variant.createMany({
    data: people.map(({ id, enrolmentId, position, variant }) => {
      const { exercise, seed, engine } = variant;
      const frozen = variant as unknown as Prisma.InputJsonObject;
      return {
        courseId,
        id,
        enrolmentId,
        assignmentId,
        position,
        number: 1,
        exercise,
        seed,
        engine,
        frozen,
        createdAt,
      };
    }),
  });
  return people.map(({ id, token, answers }) => {
    return { path: `/exercise/${courseId}/${id}`, cookie: `chainmark=${token}`, answers };
  });
}

/** Keys that are stored otherwise than exactly once. */
export async function notExactlyOnce(
  { prisma }: Store,
  { courseId }: LectureHall,
  acknowledged: readonly string[],
): Promise<number> {
  const rows = await prisma.attempt.groupBy({ by: ['submissionKey'], where: { courseId }, _count: true });
  const counts = new Map(rows.map(({ submissionKey, _count }) => [submissionKey, _count]));
  return acknowledged.filter((key) => counts.get(key) !== 1).length;
}
