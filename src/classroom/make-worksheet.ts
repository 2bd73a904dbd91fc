/**
 * A worksheet: several copies of some exercises, each sheet with numbers of its own, kept so that the code on it
 * leads back to them. Where students may also work on their sheet online, the worksheet is an assignment, too.
 */
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { makeVariant } from '../exercise/make-variant.ts';
import type { Variant } from '../exercise/variant.ts';
import type { Locale } from '../language/language.ts';
import { createAssignment, findAssignment, withoutSchedule } from '../store/assignments.ts';
import { newId } from '../store/new-id.ts';
import { newJoinCode } from '../store/secret-token.ts';
import { findWorksheet, type Sheet, saveWorksheet, type Worksheet } from '../store/worksheets.ts';
import type { Classroom } from './classroom.ts';
import { findExercise } from './find-exercise.ts';

export interface NewWorksheet {
  readonly courseId: string;
  /** Its own: made twice under one id, it is made once. */
  readonly id: string;
  readonly title: string;
  /** Of what is printed. */
  readonly locale: Locale;
  /** Ids of exercises in the order printed; each is one that the course has. */
  readonly exercises: readonly string[];
  readonly copies: number;
  /** Whether students may work on their sheet online, with tries and worked solutions. */
  readonly online: boolean;
}

/** Drawing and printing them takes seconds, so they are not endless. */
export const mostSheets = 200;

export async function makeWorksheet(classroom: Classroom, asked: NewWorksheet): Promise<Worksheet> {
  const { courseId, id, title, locale, exercises, copies, online } = asked;
  const made = await findWorksheet(classroom.store, courseId, id);
  if (made) return made;
  const worksheet = { courseId, id, title, locale };
  const sheets: Sheet[] = [];
  for (let copy = 1; copy <= copies; copy++) {
    classroom.tell?.((copy - 1) / copies);
    for (const [index, exercise] of exercises.entries()) {
      const taken = sheets.filter((sheet) => sheet.position === index + 1).map(({ variant }) => variant);
      const variant = await drawOther(classroom, courseId, exercise, taken);
      const place = { courseId, worksheetId: worksheet.id, copy, position: index + 1 };
      sheets.push({ ...place, id: newId(), code: newJoinCode(), variant });
    }
  }
  if (online) await setOnline(classroom, worksheet, exercises);
  await saveWorksheet(classroom.store, { ...worksheet, createdAt: classroom.now() }, sheets);
  return worksheet;
}

/** Neighbours get different numbers, as long as the exercise has others at all. */
async function drawOther(
  classroom: Classroom,
  courseId: string,
  exercise: string,
  taken: readonly Variant[],
): Promise<Variant> {
  const known = new Set(taken.map(numbersOf));
  const definition = await findExercise(classroom, courseId, exercise);
  if (!definition) throw new Error(`there is no exercise ${exercise}`);
  for (let tries = 1; ; tries++) {
    await setImmediate();
    const made = makeVariant(definition, randomBytes(16).toString('hex'));
    if (made.kind === 'none') throw new Error(`no variant of ${exercise}: ${made.constraint}`);
    if (tries === 5 || !known.has(numbersOf(made.variant))) return made.variant;
  }
}

const numbersOf = ({ given }: Variant): string => JSON.stringify(given);

const onlinePolicy = withoutSchedule({ tries: 3, penalty: '0' });

/** Under the worksheet's own id; only the sheets lead there. Whoever made it before may have died before its sheets. */
async function setOnline({ store, now }: Classroom, worksheet: Worksheet, exercises: readonly string[]) {
  const { courseId, id, title } = worksheet;
  if (await findAssignment(store, courseId, id)) return;
  await createAssignment(store, {
    courseId,
    id,
    title,
    mode: 'practice',
    policy: onlinePolicy,
    exercises: exercises.map((exercise, index) => ({ position: index + 1, exercise, weight: '1' })),
    createdAt: now(),
  });
}
