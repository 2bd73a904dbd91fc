/** The history of marks: every change that was not made by answering. Rows are only ever added. */
import type { MarkPlace } from './adjustments.ts';
import type { Queries } from './database.ts';
import { newId } from './new-id.ts';

export const markChangeKinds = [
  'override',
  'override-withdrawn',
  'part-weight',
  'regrade',
  'regrade-undone',
  'assignment-changed',
] as const;
export type MarkChangeKind = (typeof markChangeKinds)[number];

export interface MarkChange extends MarkPlace {
  readonly assignmentId: string;
  readonly enrolmentId: string;
  readonly kind: MarkChangeKind;
  /** The assignment's mark, a fraction; null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
  readonly byId: string;
  readonly createdAt: Date;
}

export async function recordMarkChanges(
  { prisma }: Queries,
  courseId: string,
  changes: readonly MarkChange[],
): Promise<void> {
  await prisma.markChange.createMany({
    data: changes.map((change) => ({ ...change, courseId, id: newId(change.createdAt) })),
  });
}

/** Newest first: of a student, or of everybody in an assignment. */
export async function listMarkChanges(
  { prisma }: Queries,
  courseId: string,
  of: { readonly enrolmentId: string } | { readonly assignmentId: string },
): Promise<readonly MarkChange[]> {
  const rows = await prisma.markChange.findMany({ where: { courseId, ...of }, orderBy: { id: 'desc' } });
  return rows.map(({ courseId: _, id: _id, kind, ...row }) => ({ ...row, kind: kindOf(kind) }));
}

function kindOf(text: string): MarkChangeKind {
  const kind = markChangeKinds.find((each) => each === text);
  if (!kind) throw new Error(`no kind of change is called ${text}`);
  return kind;
}
