/** Wrong answers that fit another student's variant: what was found, how likely by chance, and what it does not mean. */
import type { FoundCoincidences, PlacedCoincidence } from '../../classroom/find-coincidences.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import { sentenceOf } from '../../mistakes/sentence.ts';
import type { Assignment } from '../../store/assignments.ts';
import { mathText } from '../math-text.ts';
import type { Page } from '../page.ts';
import { variantAddress } from './addresses.ts';
import { assignmentAddress } from './edit-page.ts';

export interface IntegrityPageModel {
  readonly locale: Locale;
  readonly assignment: Assignment;
  readonly exercises: ReadonlyMap<string, Definition>;
  readonly coincidences: FoundCoincidences;
  nameOf(enrolmentId: string): string;
}

const mostShown = 100;

export function integrityPage(model: IntegrityPageModel): Page {
  const { locale, assignment, coincidences } = model;
  const words = say(locale).teacher.marks;
  const { found, expected, answers } = coincidences;
  return {
    template: 'teacher/integrity-page',
    title: `${words.integrity.title}: ${assignment.title}`,
    view: {
      words,
      crumb: { href: assignmentAddress(assignment), text: assignment.title },
      summary: words.integrity.summary(found.length, answers, shownCount(expected)),
      found: found.slice(0, mostShown).map((each) => rowView(each, model)),
    },
  };
}

function rowView(
  { answer, fits, chance, keys, decimals, position, exercise, part, mistake }: PlacedCoincidence,
  { locale, assignment, exercises, nameOf }: IntegrityPageModel,
) {
  const words = say(locale).teacher.marks;
  return {
    student: nameOf(answer.student),
    href: variantAddress(assignment.courseId, answer.variant),
    typed: answer.typed,
    exercise: `${position}. ${exercises.get(exercise)?.title[locale] ?? exercise}, ${words.rule.part(part.slice(1))}`,
    fits: fits.map(({ student, variant }) => ({
      name: nameOf(student),
      href: variantAddress(assignment.courseId, variant),
    })),
    chance: chance >= 0.5 ? words.integrity.likely : words.integrity.oneIn(Math.round(1 / chance)),
    from: words.integrity.from(keys, decimals),
    mistake: mistake ? mathText(words.integrity.explained(sentenceOf(mistake.id, mistake.form, locale))) : '',
  };
}

/** '0.03', '2.4', '17'. */
const shownCount = (expected: number): string => expected.toFixed(expected < 0.1 ? 2 : expected < 10 ? 1 : 0);
