/** The ledger of one column: each student, what was sent, and what the LMS shows. */
import { type Locale, say } from '../../language/language.ts';
import { passbackProblems } from '../../lms/passback/problems.ts';
import { parseRational, rational, rationals, showDecimal } from '../../number/rational.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import { countedVariants, type LineItem, sendTimes } from '../../store/line-items.ts';
import type { PassbackRow } from '../../store/passbacks.ts';
import type { Page } from '../page.ts';

export interface ColumnModel {
  readonly locale: Locale;
  readonly item: LineItem;
  readonly title: string;
  readonly people: readonly Enrolment[];
  readonly rows: readonly PassbackRow[];
}

export function columnPage({ locale, item, title, people, rows }: ColumnModel): Page {
  const words = say(locale).lti;
  const course = `/teach/courses/${item.courseId}/lti`;
  const byStudent = new Map(rows.map((row) => [row.enrolmentId, row]));
  const view = {
    words,
    title,
    course,
    address: `${course}/columns/${item.id}`,
    sends: sendTimes.map((value) => ({ value, name: words.sendTimes[value], chosen: value === item.sends })),
    counts: countedVariants.map((value) => ({
      value,
      name: words.countedVariants[value],
      chosen: value === item.counts,
    })),
    rows: people.flatMap(({ id, displayName }) => {
      const row = byStudent.get(id);
      return row ? [{ id, name: displayName, ...rowView(locale, row) }] : [];
    }),
  };
  return { template: 'lms/column', title, view };
}

const percent = (mark: string | null): string =>
  mark === null ? '–' : showDecimal(rationals.multiply(parseRational(mark), rational(100)), 2);

function rowView(locale: Locale, { state, mark, sentMark, shown, problem }: PassbackRow) {
  const words = say(locale).lti;
  return {
    mark: percent(mark),
    sent: percent(sentMark),
    shown: shown === null ? '–' : (shown * 100).toFixed(2),
    state: words.passbackStates[state],
    problem: problem === null ? '' : problemInWords(locale, problem),
  };
}

/** Every problem has a sentence; a status of the LMS that we did not expect is told by its number. */
function problemInWords(locale: Locale, problem: string): string {
  const words = say(locale).lti;
  const known = passbackProblems.find((each) => each === problem);
  return known ? words.passbackProblems[known] : words.answeredWith(problem.replace('status-', ''));
}
