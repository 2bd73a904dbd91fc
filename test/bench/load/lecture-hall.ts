/**
 * Hundreds of students in one course, each with a session and variants of their own, one or more of each exercise of an
 * assignment; and what they hand in: first a known mistake, then a number that nothing explains, then the right answer.
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
export const exercisesEach = exercises.length;
/** Of a student, at one variant of each exercise. */
export const triesEach = 3 * exercisesEach;

/** As many different variants of each exercise, far more than are kept typeset; students beyond them share numbers. */
const variantsEach = 300;
const rowsAtOnce = 500;

export interface LectureHall {
  readonly courseId: string;
  /** By exercise: all students at the first one, then all at the second; then at the first with other numbers. */
  readonly sittings: readonly (readonly Sitting[])[];
}

/** A student at an exercise. */
export interface Sitting {
  readonly path: string;
  readonly cookie: string;
  /** What the form says, by try. */
  readonly answers: readonly string[];
}

export interface Try {
  readonly sitting: Sitting;
  readonly typed: string;
}

/** All at the first exercise until each has handed in every try, then all at the next. */
export const triesIn = ({ sittings }: LectureHall): readonly Try[] =>
  sittings.flatMap((students) =>
    [0, 1, 2].flatMap((number) =>
      students.map((sitting) => ({ sitting, typed: sitting.answers[number] ?? '' })),
    ),
  );

/** `rounds`: variants of each exercise that a student has. */
export async function fillLectureHall(store: Store, size: number, rounds = 1): Promise<LectureHall> {
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
  const students: Enrolled[] = [];
  for (let first = 0; first < size; first += rowsAtOnce) {
    const seats = Array.from({ length: Math.min(rowsAtOnce, size - first) }, (_, i) => first + i);
    students.push(...(await enrolAll(store, courseId, seats)));
  }
  const sittings: Sitting[][] = [];
  drawnHere ??= drawAll();
  for (let number = 1; number <= rounds; number++) {
    for (const drawn of drawnHere) {
      const own: Sitting[] = [];
      for (let first = 0; first < size; first += rowsAtOnce) {
        const some = students.slice(first, first + rowsAtOnce);
        own.push(...(await giveAll(store, { courseId, assignmentId, number }, some, drawn)));
      }
      sittings.push(own);
    }
  }
  return { courseId, sittings };
}

interface Drawn {
  readonly position: number;
  readonly variant: Variant;
  readonly answers: readonly string[];
}

/** Once for all halls of a run. */
let drawnHere: ReturnType<typeof drawAll> | undefined;

function drawAll(): readonly (readonly Drawn[])[] {
  return exercises.map((id, index) => {
    const definition = definitions.find((each) => each.id === id);
    return Array.from({ length: variantsEach }, () => {
      const made = definition && makeVariant(definition, randomBytes(16).toString('hex'));
      if (made?.kind !== 'variant') throw new Error(`no variant of ${id}`);
      return { position: index + 1, variant: made.variant, answers: answersTo(made.variant) };
    });
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

interface Enrolled {
  readonly seat: number;
  readonly enrolmentId: string;
  readonly token: string;
}

async function enrolAll(
  { prisma }: Store,
  courseId: string,
  seats: readonly number[],
): Promise<readonly Enrolled[]> {
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  const people = seats.map((seat) => {
    return { seat, userId: newId(), enrolmentId: newId(), token: newToken(), name: `Student ${seat}` };
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
  return people;
}

/** A variant of one exercise for each. */
async function giveAll(
  { prisma }: Store,
  place: { readonly courseId: string; readonly assignmentId: string; readonly number: number },
  students: readonly Enrolled[],
  drawn: readonly Drawn[],
): Promise<readonly Sitting[]> {
  const createdAt = new Date();
  const given = students.flatMap(({ seat, ...student }) => {
    const each = drawn[seat % drawn.length];
    return each ? [{ ...student, ...each, id: newId() }] : [];
  });
  await prisma.variant.createMany({
    data: given.map(({ id, enrolmentId, position, variant }) => {
      const { exercise, seed, engine } = variant;
      const frozen = variant as unknown as Prisma.InputJsonObject;
      return { ...place, id, enrolmentId, position, exercise, seed, engine, frozen, createdAt };
    }),
  });
  return given.map(({ id, token, answers }) => {
    return { path: `/exercise/${place.courseId}/${id}`, cookie: `chainmark=${token}`, answers };
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
