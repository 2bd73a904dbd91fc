/** How a mark came about, line by line: which variant counts, what each part earned, what weighs how much, who set it. */
import type { AssignmentMark, ExerciseMark, PartMark } from '../../classroom/gradebook.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import { type Rational, showDecimal, showRational } from '../../number/rational.ts';
import { percentOf } from './percent.ts';

/** What names stand for. */
export interface RuleNames {
  readonly locale: Locale;
  readonly exercises: ReadonlyMap<string, Definition>;
  /** A person by the id of an enrolment. */
  nameOf(enrolmentId: string): string;
}

export function ruleOf(mark: AssignmentMark, names: RuleNames): readonly string[] {
  const words = say(names.locale).teacher.marks.rule;
  if (!mark.mark && !mark.earned) return [words.none];
  return [
    ...(mark.override
      ? [words.set(percentOf(mark.override.mark), names.nameOf(mark.override.byId), mark.override.reason)]
      : []),
    ...(mark.earned
      ? [
          words.mean(percentOf(mark.earned), showRational(mark.earned)),
          ...mark.exercises.map((each) => exerciseRule(each, names)),
        ]
      : []),
  ];
}

function exerciseRule(exercise: ExerciseMark, names: RuleNames): string {
  const words = say(names.locale).teacher.marks.rule;
  const title = names.exercises.get(exercise.exercise)?.title[names.locale] ?? exercise.exercise;
  const head = `${exercise.position}. ${title}`;
  if (!exercise.mark) return words.dropped(head);
  const parts = exercise.parts.map((part) => partRule(part, names));
  const variant = exercise.variant ? words.variant(exercise.variant.number) : words.notBegun;
  return words.exercise(
    head,
    percentOf(exercise.mark),
    shownWeight(exercise.weight),
    `${variant}; ${parts.join(', ')}`,
  );
}

function partRule({ part, mark, weight, override }: PartMark, { locale, nameOf }: RuleNames): string {
  const words = say(locale).teacher.marks.rule;
  const number = words.part(part.slice(1));
  if (weight.n === 0n) return words.droppedPart(number);
  const weighs = weight.n === weight.d ? '' : words.weighs(shownWeight(weight));
  const set = override ? words.setBy(nameOf(override.byId), override.reason) : '';
  return `${number} ${percentOf(mark)}${weighs}${set}`;
}

/** '2', '1/3'. */
export const shownWeight = (weight: Rational): string =>
  weight.d === 1n ? showDecimal(weight, 0) : showRational(weight);
