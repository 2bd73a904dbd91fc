/** Changing an assignment: the form, and, once it is under way, what the change does to whom before it is made. */
import type { Foreseen } from '../../classroom/foresee-change.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Page } from '../page.ts';
import { type EditFields, type EditProblems, tolerances } from './edit-form.ts';
import { planView, upAndDown } from './plan-view.ts';

export interface EditPageModel {
  readonly locale: Locale;
  readonly assignment: Assignment;
  readonly exercises: ReadonlyMap<string, Definition>;
  readonly beforeStart: boolean;
  readonly fields: EditFields;
  readonly problems: EditProblems;
  /** Courses of the same teacher, to copy it to. */
  readonly courses: readonly { readonly id: string; readonly title: string }[];
  readonly copyProblem: string;
}

export const assignmentAddress = ({ courseId, id }: Assignment): string =>
  `/teach/courses/${courseId}/assignments/${id}`;

export function editPage(model: EditPageModel): Page {
  const { locale, assignment, exercises, fields, problems, beforeStart, courses, copyProblem } = model;
  const words = say(locale).teacher.marks;
  const address = assignmentAddress(assignment);
  const box = (name: keyof typeof words.edit.fields, type = 'text', mode = 'decimal') => ({
    name,
    type,
    mode,
    label: words.edit.fields[name],
    value: fields[name],
    problem: problems[name] ?? '',
  });
  return {
    template: 'teacher/edit-page',
    title: `${words.edit.title}: ${assignment.title}`,
    view: {
      words,
      crumb: { href: address, text: assignment.title },
      address: `${address}/edit`,
      copyAddress: `${address}/copy`,
      courses,
      copyProblem,
      boxes: [
        box('title', 'text', 'text'),
        box('weight'),
        box('tries'),
        box('penalty'),
        box('opens', 'datetime-local'),
        box('due', 'datetime-local'),
        box('late'),
        box('until', 'datetime-local'),
        ...(assignment.mode === 'exam' ? [box('minutes')] : []),
        box('rounded'),
        box('convention'),
        box('followThrough'),
      ],
      feedback: (['at-once', 'when-closed'] as const).map((id) => ({
        id,
        text: words.edit.feedback[id],
        chosen: id === fields.feedback,
      })),
      tolerances: ['', ...Object.keys(tolerances)].map((id) => ({
        id,
        text: words.edit.tolerances[id as keyof typeof words.edit.tolerances],
        chosen: id === fields.tolerance,
      })),
      exercises: fields.exercise.map((id, index) => ({
        words,
        id,
        number: index + 1,
        title: exercises.get(id)?.title[locale] ?? id,
        place: fields.place[index] ?? '',
        share: fields.share[index] ?? '1',
        movable: beforeStart,
        preview: id.startsWith('own-')
          ? `/teach/courses/${assignment.courseId}/exercises/${id}`
          : `/teach/exercises/${id}`,
      })),
      exerciseProblem: problems.exercise ?? '',
      order: beforeStart ? words.edit.orderIdea : words.edit.orderFixed,
      offered: beforeStart
        ? [...exercises.values()]
            .filter(({ id }) => !fields.exercise.includes(id))
            .map(({ id, title }) => ({ id, title: title[locale], chosen: fields.add.includes(id) }))
        : [],
    },
  };
}

export interface ChangePageModel {
  readonly locale: Locale;
  readonly assignment: Assignment;
  readonly fields: EditFields;
  readonly foreseen: Foreseen;
  nameOf(enrolmentId: string): string;
  /** What changed since the page before. */
  readonly notice: string;
}

/** The plain statement of what a change does to whom; its form carries the change along. */
export function changePage({ locale, assignment, fields, foreseen, nameOf, notice }: ChangePageModel): Page {
  const words = say(locale).teacher.marks;
  const address = assignmentAddress(assignment);
  const { started, closing, reopening, otherEnd, plan } = foreseen;
  const { regrade } = words;
  return {
    template: 'teacher/change-page',
    title: `${words.edit.title}: ${assignment.title}`,
    view: {
      words,
      crumb: { href: `${address}/edit`, text: words.edit.title },
      title: words.edit.consequences,
      address: `${address}/edit`,
      notice,
      statements: [
        words.edit.started(started),
        ...(closing > 0 ? [words.edit.closing(closing)] : []),
        ...(reopening > 0 ? [words.edit.reopening(reopening)] : []),
        ...(otherEnd > 0 ? [words.edit.otherEnd(otherEnd)] : []),
        regrade.foreseen(...upAndDown(plan)),
      ],
      hidden: Object.entries(fields).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((each) => ({ name, value: each })),
      ),
      digest: plan.digest,
      plan: planView(plan, { locale, nameOf }),
    },
  };
}
