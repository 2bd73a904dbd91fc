/**
 * Boxes in their natural order, steps and parts. A step is checked like a part, against the true inputs and against
 * the student's own earlier boxes. A part is marked from parts alone: a step costs nothing when it is wrong, so that
 * nothing may be earned from it either (invent easy steps, get the mark of the last one). Where an answer follows from
 * own steps, its verdict says so, since that shows what the student can do; its mark stays what it was.
 */
import { isStepId } from '../exercise/steps.ts';
import type { Variant } from '../exercise/variant.ts';
import { type Answered, diagnose } from './diagnose.ts';
import { type Earlier, followsFrom, followsFromPaths } from './follow-through.ts';
import { earlierValues, type Graded, gradePart } from './grade-part.ts';
import type { Diagnosis, Verdict } from './result.ts';

export interface GradedBox extends Graded {
  /** The verdict without the steps, where it is another one: the mark goes by it. */
  readonly own?: Verdict;
}

/** A step that `typed` does not name is left out. */
export function gradeBoxes(
  variant: Variant,
  typed: Readonly<Record<string, string>>,
  locale: string,
): readonly GradedBox[] {
  const graded: GradedBox[] = [];
  for (const part of variant.parts) {
    const isStep = isStepId(part.id);
    if (isStep && typed[part.id] === undefined) continue;
    const before = isStep ? graded : graded.filter((each) => !isStepId(each.part.id));
    const found = gradePart(variant, part, typed[part.id] ?? '', { locale, before });
    graded.push(followingSteps(variant, found, graded));
  }
  return graded;
}

function followingSteps(variant: Variant, found: Graded, graded: readonly Graded[]): GradedBox {
  const { answer, part, verdict } = found;
  const hasSteps = graded.some((each) => isStepId(each.part.id));
  if (verdict.kind !== 'wrong' || answer.kind !== 'number' || !hasSteps) return found;
  const earlier: readonly Earlier[] = earlierValues(graded);
  const from =
    followsFrom(variant, part, answer.number, earlier) ??
    followsFromPaths(variant, part, answer.number, earlier);
  return from ? { ...found, verdict: { kind: 'follow-through', from }, own: verdict } : found;
}

/**
 * One belief that explains every wrong box; with steps, where none does, one that explains the first wrong box: what
 * comes after it may be wrong for reasons of its own.
 */
export function diagnoseBoxes(variant: Variant, answered: readonly Answered[]): Diagnosis {
  const found = diagnose(variant, answered);
  const wrong = answered.filter(({ standing }) => standing === 'wrong');
  const hasSteps = answered.some(({ index }) => isStepId(variant.parts[index]?.id ?? ''));
  if (!hasSteps || found.candidates.length > 0 || wrong.length < 2) return found;
  return diagnose(
    variant,
    answered.filter((each) => each.standing !== 'wrong' || each === wrong[0]),
  );
}
