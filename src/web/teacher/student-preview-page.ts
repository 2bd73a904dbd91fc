/** The pages of a student's assignment, for its teacher: the student's own pages under a strip that says what they are. */
import type { Moment, MomentName } from '../../classroom/preview-work.ts';
import type { Definition } from '../../exercise/definition.ts';
import { accessTo } from '../../grading/schedule.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Rung } from '../../learning/steps-shown.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { StoredVariant } from '../../store/variants.ts';
import type { Page } from '../page.ts';
import { triesFacts } from '../student/course-routes.ts';
import { assignmentPage } from '../student/entry-pages.ts';
import { exercisePage } from '../student/exercise-page.ts';
import type { ExerciseModel } from '../student/model.ts';
import { clockView, noticesOn, scheduleFacts } from '../student/schedule-words.ts';

/** All that a preview remembers, in its address. */
export interface PreviewState {
  readonly as: MomentName;
  readonly seed: string;
  readonly steps?: Rung | undefined;
}

const addressOf = ({ courseId, id }: Assignment): string => `/teach/courses/${courseId}/assignments/${id}`;

export function previewAddress(
  assignment: Assignment,
  { as, seed, steps }: PreviewState,
  position?: number,
): string {
  const asked = new URLSearchParams({ as, seed, ...(steps && { steps }) });
  return `${addressOf(assignment)}/preview${position === undefined ? '' : `/${position}`}?${asked}`;
}

interface Previewed {
  readonly assignment: Assignment;
  readonly moments: readonly Moment[];
  readonly moment: Moment;
  readonly state: PreviewState;
}

export interface AssignmentPreviewModel extends Previewed {
  readonly locale: Locale;
  readonly exercises: ReadonlyMap<string, Definition>;
}

export function assignmentPreview(model: AssignmentPreviewModel): Page {
  const { locale, assignment, moment, state, exercises } = model;
  const access = accessTo(moment.work, moment.at);
  const isExam = assignment.mode === 'exam';
  const page = assignmentPage({
    locale,
    title: assignment.title,
    course: { text: assignment.title, href: addressOf(assignment) },
    facts: [...triesFacts(assignment, locale), ...scheduleFacts(moment.work, locale)],
    notices: noticesOn(moment, access, locale),
    ...(access.phase === 'waiting' && { start: previewAddress(assignment, { ...state, as: 'open' }) }),
    ...(access.phase === 'open' &&
      isExam && {
        handIn: previewAddress(assignment, { ...state, as: 'handed-in' }),
        clock: clockView(access.endsAt, moment.at, locale),
      }),
    exercises: assignment.exercises.map(({ position, exercise }) => ({
      title: exercises.get(exercise)?.title[locale] ?? exercise,
      href: previewAddress(assignment, state, position),
      state: 'untouched',
      percent: 0,
    })),
  });
  return around(page, 'assignment', model, locale);
}

export function exercisePreview({
  stored,
  model,
  ...previewed
}: Previewed & { readonly stored: StoredVariant; readonly model: ExerciseModel }): Page {
  const { assignment, state } = previewed;
  const { next: _, ...rest } = model;
  const here = previewAddress(assignment, state, stored.position);
  const words = say(model.locale).student.me.next;
  const goesOn = model.next !== undefined && stored.nextPosition !== null;
  const page = exercisePage({
    ...rest,
    place: { text: assignment.title, href: previewAddress(assignment, state) },
    paths: { submit: here, another: `${here}&another=1` },
    hintLevel: Math.max(0, ...stored.progress.map(({ hints }) => hints)),
    ...(goesOn && {
      next: {
        text: words.assignment,
        action: previewAddress(assignment, state, stored.nextPosition ?? 1),
        exercise: '',
      },
    }),
  });
  return around(page, 'exercise', { ...previewed, position: stored.position }, model.locale);
}

/** The strip above: which moment it is, and the others. */
function around(
  student: Page,
  kind: 'assignment' | 'exercise',
  { assignment, moments, moment, state, position }: Previewed & { readonly position?: number },
  locale: Locale,
): Page {
  const words = say(locale).teacher.rest;
  return {
    template: 'teacher/student-preview-page',
    title: `${words.preview}: ${student.title}`,
    view: {
      student: student.view,
      isExercise: kind === 'exercise',
      previewWords: words,
      back: { href: addressOf(assignment) },
      moments: moments.map(({ name }) => ({
        text: words.moments[name],
        href: previewAddress(assignment, { ...state, as: name }, position),
        here: name === moment.name,
      })),
    },
  };
}
