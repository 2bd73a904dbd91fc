/** The audit log says who took names and grades out of a course, and as what. */
import { recordAudit } from '../store/audit.ts';
import type { Enrolment } from '../store/enrolments.ts';
import type { Classroom } from './classroom.ts';

export const exportKinds = ['gradebook', 'filled', 'people', 'dashboard'] as const;
export type ExportKind = (typeof exportKinds)[number];

export interface Exported {
  readonly file: ExportKind;
  /** A format, or the name of a table; '' where the kind says all. */
  readonly form?: string;
}

/** by: null for the command line. */
export const noteExport = (
  { store, now }: Classroom,
  by: { readonly courseId: string; readonly id: Enrolment['id'] | null },
  { file, form = '' }: Exported,
): Promise<void> =>
  recordAudit(store, {
    courseId: by.courseId,
    actorId: by.id,
    action: 'exported',
    subjectId: null,
    detail: { file, ...(form !== '' && { form }) },
    createdAt: now(),
  });
