/** Finding attempts: a form of what narrows them down, and what was found. */
import type { FoundPrinted } from '../../classroom/find-printed.ts';
import type { Definition } from '../../exercise/definition.ts';
import { nodeNames } from '../../figure/label.ts';
import { showInstant } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import { skills } from '../../learning/skill-graph.ts';
import { mistakes } from '../../mistakes/catalogue.ts';
import { isMistake, sentenceOf, skillName } from '../../mistakes/sentence.ts';
import { weightNames } from '../../net/quantity.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Course } from '../../store/courses.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import type { FoundAttempt, FoundVariant } from '../../store/find-attempts.ts';
import { mathText } from '../math-text.ts';
import type { Page } from '../page.ts';
import { attemptsAddress, variantAddress } from './addresses.ts';
import { percentOf } from './percent.ts';

/** As it stands in the form; '' for what does not narrow. */
export interface Asked {
  readonly student: string;
  readonly assignment: string;
  readonly exercise: string;
  readonly mistake: string;
  readonly skill: string;
  /** Of the figure: 'w12'. */
  readonly place: string;
  readonly code: string;
  readonly numbers: string;
}

/** What names stand for in a course. */
export interface CourseNames {
  readonly course: Course;
  readonly students: readonly Enrolment[];
  readonly assignments: readonly Assignment[];
  readonly exercises: ReadonlyMap<string, Definition>;
  /** Anybody's by the id of their enrolment. */
  nameOf(enrolmentId: string): string;
}

export interface SearchPageModel extends CourseNames {
  readonly locale: Locale;
  readonly asked: Asked;
  readonly attempts: readonly FoundAttempt[];
  /** Whether older ones are left. */
  readonly more: boolean;
  /** Where a code or printed numbers were asked for. */
  readonly printed: FoundPrinted | { readonly kind: 'no-such-sheet' } | undefined;
}

export function searchPage(model: SearchPageModel): Page {
  const { locale, course, asked, attempts, printed } = model;
  const words = say(locale).teacher.marks;
  const found = printed?.kind === 'found' ? printed : undefined;
  return {
    template: 'teacher/search-page',
    title: words.search,
    view: {
      words,
      course: { text: course.title, href: `/teach/courses/${course.id}` },
      address: attemptsAddress(course.id),
      ...choicesOf(model),
      code: asked.code,
      numbers: asked.numbers,
      codeProblem: printed?.kind === 'no-such-sheet' ? words.noSuchSheet : '',
      numbersProblem: printed?.kind === 'unreadable' ? words.noNumber(printed.text) : '',
      printed: found && {
        count: words.found(found.variants.length + found.sheets.length),
        variants: found.variants.map((variant) => variantView(variant, model)),
        sheets: found.sheets.map((sheet) => ({
          code: sheet.code,
          href: `/teach/courses/${course.id}/worksheets/${sheet.worksheetId}/keys?code=${sheet.code}`,
          text: `${titleOf(sheet.exercise, model)}, ${words.copyOf(sheet.copy)}`,
        })),
      },
      listed: printed === undefined,
      attempts: attempts.map((attempt) => attemptRow(attempt, model)),
      older: model.more
        ? attemptsAddress(course.id, { ...plain(asked), before: attempts.at(-1)?.id ?? '' })
        : '',
    },
  };
}

const plain = ({ student, assignment, exercise, mistake, skill, place }: Asked) => ({
  student,
  assignment,
  exercise,
  mistake,
  skill,
  place,
});

function choicesOf({ locale, asked, students, assignments, exercises }: SearchPageModel) {
  const option = (id: string, text: string, chosen: string) => ({ id, text, chosen: id === chosen });
  const used = new Set(assignments.flatMap((each) => each.exercises.map(({ exercise }) => exercise)));
  return {
    students: students.map(({ id, displayName }) => option(id, displayName, asked.student)),
    assignments: assignments.map(({ id, title }) => option(id, title, asked.assignment)),
    exercises: [...used].map((id) => option(id, exercises.get(id)?.title[locale] ?? id, asked.exercise)),
    mistakes: Object.keys(mistakes).map((id) => option(id, mistakeName(id, locale), asked.mistake)),
    skills: skills.map((id) => option(id, `${id}: ${skillName(id, locale)}`, asked.skill)),
    places: [...weightNames, ...nodeNames].map((id) => option(id, id, asked.place)),
  };
}

/** Its sentence without the mathematics' dollar signs, since options hold plain text. */
const mistakeName = (id: string, locale: Locale): string =>
  `${id}: ${sentenceOf(id, 0, locale).replaceAll('$', '')}`;

const titleOf = (
  exercise: string,
  { exercises, locale }: Pick<SearchPageModel, 'exercises' | 'locale'>,
): string => exercises.get(exercise)?.title[locale] ?? exercise;

const assignmentOf = (assignmentId: string, { assignments }: CourseNames): string =>
  assignments.find(({ id }) => id === assignmentId)?.title ?? '';

function variantView(variant: FoundVariant, model: SearchPageModel) {
  const words = say(model.locale).teacher.marks;
  return {
    href: variantAddress(model.course.id, variant.id),
    student: model.nameOf(variant.enrolmentId),
    assignment: assignmentOf(variant.assignmentId, model),
    exercise: titleOf(variant.exercise, model),
    number: words.variant(variant.number),
    attempts: words.attemptsMade(variant.attempts),
  };
}

function attemptRow({ variant, number, result, createdAt }: FoundAttempt, model: SearchPageModel) {
  const { locale, course } = model;
  const [first] = result.diagnosis.candidates;
  const typed = result.parts.filter((part) => part.typed.trim() !== '');
  return {
    href: variantAddress(course.id, variant.id),
    student: model.nameOf(variant.enrolmentId),
    assignment: assignmentOf(variant.assignmentId, model),
    exercise: titleOf(variant.exercise, model),
    attempt: say(locale).teacher.marks.attempt(number),
    typed: typed.map((part) => part.typed).join('; '),
    mark: percentOf(result.mark),
    mistake: first && isMistake(first.mistake) ? mathText(sentenceOf(first.mistake, first.form, locale)) : '',
    at: showInstant(createdAt, locale),
  };
}
