/** The gradebook: students × assignments, each mark with the rule that made it. */
import type { CourseMarks, StudentMarks } from '../../classroom/list-marks.ts';
import { say } from '../../language/language.ts';
import { parseRational, type Rational, rational, rationals } from '../../number/rational.ts';
import type { Course } from '../../store/courses.ts';
import type { Page } from '../page.ts';
import { studentAddress } from './addresses.ts';
import { type RuleNames, ruleOf, shownWeight } from './mark-rule.ts';
import { percentOrNone } from './percent.ts';

export interface GradebookPageModel extends RuleNames, Pick<CourseMarks, 'assignments'> {
  readonly course: Course;
  readonly students: readonly StudentMarks[];
}

export function gradebookPage(model: GradebookPageModel): Page {
  const { locale, course, assignments, students } = model;
  const words = say(locale).teacher.marks;
  const address = `/teach/courses/${course.id}`;
  return {
    template: 'teacher/gradebook-page',
    title: `${course.title}: ${words.gradebook}`,
    view: {
      words,
      course: { text: course.title, href: address },
      exportGrades: { text: say(locale).lms.exportGrades, href: `${address}/gradebook/export` },
      assignments: assignments.map(({ id, title, weight }) => ({
        title,
        href: `${address}/assignments/${id}`,
        weight: words.weightOf(shownWeight(parseRational(weight))),
      })),
      students: students.map((student) => rowView(student, model)),
    },
  };
}

function rowView({ enrolment, marks }: StudentMarks, model: GradebookPageModel) {
  const address = studentAddress(enrolment.courseId, enrolment.id);
  return {
    name: enrolment.displayName,
    href: address,
    cells: model.assignments.map(({ id }) => {
      const mark = marks.get(id);
      const rule = mark ? ruleOf(mark, model) : [];
      return {
        href: `${address}#${id}`,
        mark: percentOrNone(mark?.mark),
        set: mark?.override !== undefined,
        rule,
        history: say(model.locale).teacher.marks.history,
      };
    }),
    total: percentOrNone(totalOf(marks, model)),
  };
}

/** Σ weight·mark / Σ weight over the assignments that have a mark. */
function totalOf(marks: StudentMarks['marks'], { assignments }: GradebookPageModel): Rational | undefined {
  let earned = rational(0);
  let all = rational(0);
  for (const { id, weight } of assignments) {
    const mark = marks.get(id)?.mark;
    if (!mark) continue;
    earned = rationals.add(earned, rationals.multiply(parseRational(weight), mark));
    all = rationals.add(all, parseRational(weight));
  }
  return all.n === 0n ? undefined : rationals.divide(earned, all);
}
