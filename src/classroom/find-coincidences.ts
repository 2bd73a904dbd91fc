/** Wrong answers of an assignment that are right for another student's variant in it. Advice for a teacher, no verdict. */
import { setImmediate } from 'node:timers/promises';
import { exactly } from '../exercise/values.ts';
import type { Part } from '../exercise/variant.ts';
import {
  type Coincidence,
  type Coincidences,
  coincidences,
  type OwnKey,
  type WrongAnswer,
} from '../grading/coincidences.ts';
import { approximate } from '../grading/compare.ts';
import { readAnswer } from '../grading/read-answer.ts';
import type { Assignment } from '../store/assignments.ts';
import { listAttemptsIn, type StoredAttempt } from '../store/attempts.ts';
import { listVariantsIn, type StoredVariant } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { grouped } from './grouped.ts';

export interface PlacedCoincidence {
  readonly answer: Pick<WrongAnswer, 'student' | 'variant' | 'attempt' | 'typed'>;
  /** Variants of other students for which it is right. */
  readonly fits: readonly Pick<OwnKey, 'student' | 'variant'>[];
  readonly chance: number;
  /** Distinct right answers of the others, and decimals typed: what the chance comes from. */
  readonly keys: number;
  readonly decimals: number;
  readonly position: number;
  readonly exercise: string;
  readonly part: string;
  /** A mistake that explains the answer as well, if one does. */
  readonly mistake: { readonly id: string; readonly form: number } | undefined;
}

export interface FoundCoincidences {
  /** The least likely by chance first. */
  readonly found: readonly PlacedCoincidence[];
  /** How many of so many wrong numbers would be found by chance. */
  readonly expected: number;
  readonly answers: number;
}

export async function findCoincidences(
  { store, tell }: Classroom,
  { courseId, id }: Assignment,
): Promise<FoundCoincidences> {
  const [variants, attempts] = await Promise.all([
    listVariantsIn(store, courseId, id),
    listAttemptsIn(store, courseId, id),
  ]);
  const attemptsOf = grouped(attempts, ({ variantId }) => variantId);
  const found: PlacedCoincidence[] = [];
  let [expected, answers] = [0, 0];
  const places = grouped(variants, ({ position }) => `${position}`);
  for (const [index, [, own]] of [...places].entries()) {
    tell?.(index / places.size);
    for (const part of own[0]?.variant.parts ?? []) {
      if (part.kind !== 'number') continue;
      await setImmediate();
      const wrong = own.flatMap((stored) => wrongAnswers(stored, part.id, attemptsOf.get(stored.id) ?? []));
      const keys = own.flatMap((stored) => keyOf(stored, part.id));
      const here: Coincidences = coincidences(wrong, keys);
      expected += here.expected;
      answers += wrong.length;
      found.push(...here.found.map((each) => placed(each, own, part, attempts)));
    }
  }
  return { found: found.sort((left, right) => left.chance - right.chance), expected, answers };
}

function placed(
  { answer, fits, chance, keys, decimals }: Coincidence,
  [first]: readonly StoredVariant[],
  { id: part }: Part,
  attempts: readonly StoredAttempt[],
): PlacedCoincidence {
  const attempt = attempts.find(({ id }) => id === answer.attempt);
  const candidates = attempt?.result.diagnosis.candidates ?? [];
  const best = candidates.find(({ explains }) => explains.includes(part));
  const { student, variant, attempt: attemptId, typed } = answer;
  return {
    answer: { student, variant, attempt: attemptId, typed },
    fits: fits.map((each) => ({ student: each.student, variant: each.variant })),
    ...{ chance, keys, decimals },
    position: first?.position ?? 0,
    exercise: first?.variant.exercise ?? '',
    part,
    mistake: best && { id: best.mistake, form: best.form },
  };
}

/** A number of the variant's own that no double holds is left out. */
function keyOf({ variant, enrolmentId, id }: StoredVariant, partId: string): readonly OwnKey[] {
  const part = variant.parts.find((each) => each.id === partId);
  if (part?.kind !== 'number') return [];
  const key = exactly(part.quantity, variant);
  const near = approximate({ real: key });
  if (!Number.isFinite(near)) return [];
  return [{ student: enrolmentId, variant: id, key, near, tolerance: part.tolerance }];
}

/** Each value once; what follows from an earlier answer, or is another convention, has its reason already. */
function wrongAnswers(
  { variant, enrolmentId, id }: StoredVariant,
  partId: string,
  attempts: readonly StoredAttempt[],
): readonly WrongAnswer[] {
  const part = variant.parts.find((each) => each.id === partId);
  if (!part) return [];
  const byValue = new Map<string, WrongAnswer>();
  for (const attempt of attempts) {
    const graded = attempt.result.parts.find((each) => each.part === partId);
    if (graded?.verdict.kind !== 'wrong') continue;
    const answer = readAnswer(graded.typed, part, variant, attempt.locale);
    if (answer.kind !== 'number') continue;
    const { number, text } = answer;
    const near = approximate(number);
    const from = { student: enrolmentId, variant: id, attempt: attempt.id, typed: graded.typed };
    if (!byValue.has(text)) byValue.set(text, { ...from, number, near });
  }
  return [...byValue.values()];
}
