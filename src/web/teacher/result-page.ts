/** The results of an assignment: what the class has not yet understood, and how each student stands. */
import type { CellState, ClassResults, Column, StudentRow } from '../../classroom/class-results.ts';
import { may } from '../../classroom/permissions.ts';
import type { Definition } from '../../exercise/definition.ts';
import { mathHtml } from '../../figure/math.ts';
import { type Catalogue, type Locale, say } from '../../language/language.ts';
import { rational, rationals, showDecimal } from '../../number/rational.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Role } from '../../store/enrolments.ts';
import type { Page } from '../page.ts';
import { studentAddress } from './addresses.ts';

export interface ResultModel {
  readonly locale: Locale;
  /** Of whoever looks. */
  readonly role: Role;
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

export function resultPage({ locale, role, course, assignment, exercises, results }: ResultModel): Page {
  const catalogue = say(locale);
  const words = catalogue.teacher;
  const { columns, students } = results;
  const address = `/teach/courses/${assignment.courseId}`;
  return {
    template: 'teacher/result-page',
    title: assignment.title,
    view: {
      words,
      title: assignment.title,
      course: { text: course, href: address },
      preview: `${address}/assignments/${assignment.id}/preview`,
      edit: may(role, 'set assignments') ? `${address}/assignments/${assignment.id}/edit` : '',
      regrade: may(role, 'change marks') ? `${address}/assignments/${assignment.id}/regrade` : '',
      integrity: `${address}/assignments/${assignment.id}/integrity`,
      weights: `${address}/assignments/${assignment.id}/weights`,
      exportGrades: {
        href: `${address}/gradebook/export?assignment=${assignment.id}`,
        text: catalogue.lms.exportGrades,
      },
      groups: assignment.exercises.map(({ position, exercise }) => ({
        title: `${position}. ${exercises.get(exercise)?.title[locale] ?? exercise}`,
        span: columns.filter((column) => column.position === position).length,
      })),
      columns: columns.map((column) => columnView(column, catalogue)),
      students: students.map((student) => studentView(student, columns, catalogue)),
      dashboard: `${address}/assignments/${assignment.id}/dashboard`,
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
    spoken: quantity.replace(/[{}]/g, ''),
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
    href: studentAddress(enrolment.courseId, enrolment.id),
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
