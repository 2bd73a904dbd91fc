/** A plan of grading again as a table: who goes up or down, from which mark to which, and why. */
import type { ShownPlan, ShownStudent } from '../../classroom/foresee-change.ts';
import { type Locale, say } from '../../language/language.ts';
import { compareRationals, parseRational } from '../../number/rational.ts';
import { variantAddress } from './addresses.ts';
import { percentOf } from './percent.ts';

export interface PlanNames {
  readonly locale: Locale;
  nameOf(enrolmentId: string): string;
}

export const planView = ({ students, assignment }: ShownPlan, { locale, nameOf }: PlanNames) => {
  const words = say(locale).teacher.marks;
  return students.map(({ enrolmentId, before, after, moved, attempts }) => ({
    id: enrolmentId,
    name: nameOf(enrolmentId),
    before: before === null ? '–' : percentOf(before),
    after: after === null ? '–' : percentOf(after),
    exactly: `${before ?? '–'} → ${after ?? '–'}`,
    attempts: words.regrade.otherResult(attempts.length),
    parts: moved.map(({ variantId, part, was, mark }) => ({
      href: variantAddress(assignment.courseId, variantId),
      text: words.regrade.part(part.slice(1), percentOf(was), percentOf(mark)),
    })),
  }));
};

/** How many marks go up, how many down, and for how many something changes under the same mark. */
export function upAndDown({ students }: ShownPlan): readonly [number, number, number] {
  const directions = students.map(directionOf);
  const count = (direction: number): number => directions.filter((each) => each === direction).length;
  return [count(1), count(-1), count(0)];
}

const directionOf = ({ before, after }: ShownStudent): number =>
  compareRationals(parseRational(after ?? '0'), parseRational(before ?? '0'));
