/** One student for a teacher: every assignment with its mark and how it came about, every variant, the marks' history. */
import type { AssignmentMark } from '../../classroom/gradebook.ts';
import { may } from '../../classroom/permissions.ts';
import { showInstant } from '../../language/instant.ts';
import { say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Course } from '../../store/courses.ts';
import type { Enrolment, Role } from '../../store/enrolments.ts';
import type { FoundVariant } from '../../store/find-attempts.ts';
import type { MarkChange } from '../../store/mark-changes.ts';
import type { ExtensionGiven } from '../../store/sittings.ts';
import type { Page } from '../page.ts';
import { attemptsAddress, variantAddress } from './addresses.ts';
import { forInput } from './edit-form.ts';
import { historyView } from './mark-history.ts';
import { type RuleNames, ruleOf } from './mark-rule.ts';
import { percentOrNone } from './percent.ts';

export interface StudentPageModel extends RuleNames {
  /** Of whoever looks. */
  readonly role: Role;
  readonly course: Course;
  readonly student: Enrolment;
  readonly assignments: readonly Assignment[];
  readonly variants: readonly FoundVariant[];
  markOf(assignment: Assignment): AssignmentMark;
  readonly changes: readonly MarkChange[];
  /** Of this student, by the assignment's id. */
  readonly extensions: ReadonlyMap<string, ExtensionGiven>;
  /** A form that was not understood, as it was filled in. */
  readonly draft?: StudentDraft | undefined;
}

export interface StudentDraft {
  readonly assignmentId: string;
  readonly percent: string;
  readonly reason: string;
  readonly problem: string;
}

export function studentPage(model: StudentPageModel): Page {
  const { locale, course, student, assignments, variants, changes, nameOf } = model;
  const words = say(locale).teacher.marks;
  const titleOf = (assignmentId: string): string =>
    assignments.find(({ id }) => id === assignmentId)?.title ?? '';
  return {
    template: 'teacher/student-page',
    title: student.displayName,
    view: {
      words,
      name: student.displayName,
      course: { text: course.title, href: `/teach/courses/${course.id}` },
      attempts: attemptsAddress(course.id, { student: student.id }),
      assignments: assignments.map((assignment) => assignmentView(assignment, model)),
      empty: variants.length === 0,
      history: historyView(changes, { locale, nameOf, titleOf }),
    },
  };
}

function assignmentView(assignment: Assignment, model: StudentPageModel) {
  const { locale, role, exercises, variants, student, draft } = model;
  const words = say(locale).teacher.marks;
  const mark = model.markOf(assignment);
  const own = draft?.assignmentId === assignment.id ? draft : undefined;
  return {
    id: assignment.id,
    title: assignment.title,
    mark: percentOrNone(mark.mark),
    rule: ruleOf(mark, model),
    set: mark.override !== undefined && may(role, 'change marks'),
    mayMark: may(role, 'change marks'),
    address: `/teach/courses/${assignment.courseId}/assignments/${assignment.id}/students/${student.id}/mark`,
    extension: may(role, 'give extensions') && extensionView(assignment, model),
    open: own !== undefined,
    fields: {
      words,
      id: assignment.id,
      percent: own?.percent ?? '',
      reason: own?.reason ?? '',
      problem: own?.problem ?? '',
    },
    variants: variants
      .filter(({ assignmentId }) => assignmentId === assignment.id)
      .map((variant) => ({
        href: variantAddress(assignment.courseId, variant.id),
        title: `${variant.position}. ${exercises.get(variant.exercise)?.title[locale] ?? variant.exercise}`,
        number: words.variant(variant.number),
        attempts: words.attemptsMade(variant.attempts),
      })),
  };
}

function extensionView(
  { courseId, id, mode }: Assignment,
  { student, extensions, locale }: StudentPageModel,
) {
  const words = say(locale).teacher.marks.extension;
  const has = extensions.get(id);
  const due = has?.dueAt ? showInstant(has.dueAt, locale) : '';
  return {
    words,
    id,
    address: `/teach/courses/${courseId}/assignments/${id}/students/${student.id}/extension`,
    has: has ? words.has(due, has.extraMinutes) : '',
    due: forInput(has?.dueAt?.toISOString() ?? null),
    minutes: `${has?.extraMinutes ?? 0}`,
    exam: mode === 'exam',
  };
}
