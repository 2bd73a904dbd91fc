/** The results of an assignment: what the class has not yet understood, and how each student stands. */
import type { CellState, ClassResults, Column, StudentRow } from '../../classroom/class-results.ts';
import type { Definition } from '../../exercise/definition.ts';
import { mathHtml } from '../../figure/math.ts';
import { type Catalogue, type Locale, say } from '../../language/language.ts';
import { sentenceOf } from '../../mistakes/sentence.ts';
import { rational, rationals, showDecimal } from '../../number/rational.ts';
import type { Assignment } from '../../store/assignments.ts';
import { mathText } from '../math-text.ts';
import type { Page } from '../page.ts';

export interface ResultModel {
  readonly locale: Locale;
  readonly course: string;
  readonly assignment: Assignment;
  readonly exercises: ReadonlyMap<string, Definition>;
  readonly results: ClassResults;
}

const signs: Readonly<Record<CellState, string>> = {
  untouched: '·',
  'right-at-once': '●',
  'right-later': '◐',
  'not-yet': '○',
};

export function resultPage({ locale, course, assignment, exercises, results }: ResultModel): Page {
  const catalogue = say(locale);
  const words = catalogue.teacher;
  const { columns, students, mistakes } = results;
  const address = `/teach/courses/${assignment.courseId}`;
  return {
    template: 'teacher/result-page',
    title: assignment.title,
    view: {
      words,
      title: assignment.title,
      course: { text: course, href: address },
      csv: `${address}/assignments/${assignment.id}/grades.csv`,
      groups: assignment.exercises.map(({ position, exercise }) => ({
        title: `${position}. ${exercises.get(exercise)?.title[locale] ?? exercise}`,
        span: columns.filter((column) => column.position === position).length,
      })),
      columns: columns.map((column) => columnView(column, catalogue)),
      students: students.map((student) => studentView(student, columns, catalogue)),
      mistakes: mistakes.map(({ mistake, shown, opportunities }) => ({
        sentence: mathText(sentenceOf(mistake, 0, locale)),
        count: words.shownOf(shown, opportunities),
      })),
      legend: (['right-at-once', 'right-later', 'not-yet', 'untouched'] as const).map((state) => ({
        sign: signs[state],
        text: words.states[state],
      })),
    },
  };
}

function columnView({ quantity, firstTries, firstRight }: Column, { teacher }: Catalogue) {
  return {
    label: mathHtml(openIndices(quantity)),
    success: firstTries === 0 ? '–' : `${Math.round((100 * firstRight) / firstTries)} %`,
    count: teacher.firstTryOf(firstRight, firstTries),
  };
}

function studentView(
  { enrolment, cells, mark }: StudentRow,
  columns: readonly Column[],
  { teacher }: Catalogue,
) {
  return {
    name: enrolment.displayName,
    cells: cells.map(({ state, tries }, index) => ({
      state,
      sign: signs[state],
      text: teacher.cell(columns[index]?.quantity ?? '', teacher.states[state], tries),
    })),
    mark: mark ? `${showDecimal(rationals.multiply(mark, rational(100)), 0)} %` : '–',
  };
}

/** 'dE/du{j}{k}' as LaTeX with its open indices: each student has their own. */
function openIndices(quantity: string): string {
  const symbol = (name: string): string => {
    const [, letter = '', indices = ''] = /^([a-zA-Z])(.*)$/.exec(name.replace(/[{}]/g, '')) ?? [];
    return indices === '' ? letter : `${letter}_{${indices}}`;
  };
  const gradient = /^d(E[12]?)\/d(.+)$/.exec(quantity);
  if (gradient)
    return `\\frac{\\partial ${symbol(gradient[1] ?? '')}}{\\partial ${symbol(gradient[2] ?? '')}}`;
  if (quantity.startsWith('Δ')) return `\\Delta ${symbol(quantity.slice(1))}`;
  if (quantity.startsWith('new ')) return `${symbol(quantity.slice(4))}^{\\text{new}}`;
  const slope = /^([fg])'\((.+)\)$/.exec(quantity);
  return slope ? `${slope[1]}'(${symbol(slope[2] ?? '')})` : symbol(quantity);
}
