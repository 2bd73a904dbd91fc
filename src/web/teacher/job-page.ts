/** A job that its reader waits for: how far it is, or why it failed. */
import type { JobKind, PayloadOf } from '../../classroom/job-kinds.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Job } from '../../store/jobs.ts';
import type { Page } from '../page.ts';

/** For which somebody waits. */
export type ShownKind = Exclude<
  JobKind,
  | 'hand-in-overdue'
  | 'forget-overdue'
  | 'recount-where-due'
  | 'sweep-jobs'
  | 'sweep-tables'
  | 'stock-variants'
  | 'stock-practice'
>;

/** Where the result is to be seen. */
export function resultAddress({ kind, id, courseId, payload, result }: Job): string {
  const course = `/teach/courses/${courseId}`;
  const { assignmentId = '' } = payload as { assignmentId?: string };
  const assignment = `${course}/assignments/${assignmentId}`;
  const addresses = {
    'foresee-change': () => `${assignment}/${isEdit(payload) ? 'edit' : 'regrade'}?job=${id}`,
    regrade: () => {
      if (result === 'stale') return `${assignment}/${isEdit(payload) ? 'edit' : 'regrade'}?stale=${id}`;
      return isEdit(payload) ? assignment : `${assignment}/regrade`;
    },
    'undo-regrade': () => `${assignment}/regrade`,
    'find-coincidences': () => `${assignment}/integrity?job=${id}`,
    'make-worksheet': () => `${course}/worksheets/${(payload as PayloadOf<'make-worksheet'>).id}`,
  } satisfies Record<ShownKind, () => string>;
  return addresses[kind as ShownKind]();
}

const isEdit = (payload: unknown): boolean => (payload as PayloadOf<'regrade'>).proposed !== null;

const isShown = (kind: string): kind is ShownKind => kind in say('en').jobs.kinds;

export function jobPage(locale: Locale, job: Job): Page {
  const words = say(locale).jobs;
  const { kind, courseId, id, endedAt, problem, progress } = job;
  /** Replicas are renewed one after the other: a newer one may know more kinds. */
  const title = isShown(kind) ? words.kinds[kind] : words.otherKind;
  const percent = Math.floor(100 * progress);
  return {
    template: 'teacher/job-page',
    title,
    view: {
      words,
      title,
      address: `/teach/courses/${courseId}/jobs/${id}`,
      course: `/teach/courses/${courseId}`,
      failed: endedAt === null ? '' : words.failed(problem ?? ''),
      waiting: endedAt !== null ? '' : problem === null ? words.waiting : words.again(problem),
      percent,
      far: words.far(percent),
    },
  };
}
