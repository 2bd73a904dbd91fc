/** Who saw and changed what, course by course. Entries are only ever added, and carry ids in place of names. */
import { z } from 'zod';
import type { PrismaClient } from './client/client.ts';
import type { Store } from './database.ts';
import { newId } from './new-id.ts';

export const auditedActions = [
  'work-seen',
  'mark-overridden',
  'mark-reset',
  'marks-regraded',
  'regrade-undone',
  'part-dropped',
  'assignment-changed',
  'commented',
  'extension-given',
  'role-changed',
  'section-changed',
  'removed',
  'restored',
  'roster-imported',
  'owner-entered',
  'data-downloaded',
  'exported',
  'anonymised',
  'retention-set',
  'backed-up',
] as const;
export type AuditedAction = (typeof auditedActions)[number];

export interface AuditEntry {
  readonly courseId: string;
  /** The enrolment of who did it; null for Chainmark itself. */
  readonly actorId: string | null;
  readonly action: AuditedAction;
  /** The enrolment that it is about; null for the whole course. */
  readonly subjectId: string | null;
  /** Ids, numbers, kinds: nothing that names a person. */
  readonly detail: Readonly<Record<string, string>>;
  readonly createdAt: Date;
}

/** The store, or a transaction of it: `recordAudit({ prisma: transaction }, …)`. */
export interface AuditWriter {
  readonly prisma: Pick<PrismaClient, 'auditEntry'>;
}

export async function recordAudit({ prisma }: AuditWriter, entry: AuditEntry): Promise<void> {
  await prisma.auditEntry.create({ data: { ...entry, id: newId(entry.createdAt) } });
}

/** Looking again within this time is the same look. */
const sameLookMs = 60 * 60 * 1000;

/** For what is only looked at: once an hour for the same actor, action and subject. */
export async function recordLook(writer: AuditWriter, entry: AuditEntry): Promise<void> {
  const { courseId, actorId, action, subjectId, createdAt } = entry;
  const since = new Date(createdAt.getTime() - sameLookMs);
  const same = { courseId, actorId, action, subjectId, createdAt: { gt: since } };
  if (!(await writer.prisma.auditEntry.findFirst({ where: same }))) await recordAudit(writer, entry);
}

/** Newest first; `before`: the id of the entry after which to go on. */
export async function listAudit(
  { prisma }: Store,
  courseId: string,
  {
    most,
    before,
    subjectId,
  }: { readonly most: number; readonly before?: string; readonly subjectId?: string },
): Promise<readonly (AuditEntry & { readonly id: string })[]> {
  const rows = await prisma.auditEntry.findMany({
    where: { courseId, ...(before && { id: { lt: before } }), ...(subjectId && { subjectId }) },
    orderBy: { id: 'desc' },
    take: most,
  });
  return rows.map((row) => ({ ...row, action: action.parse(row.action), detail: detail.parse(row.detail) }));
}

const action = z.enum(auditedActions);
const detail = z.record(z.string(), z.string());

/** In every course, since everything of each is in a backup; `byId`: the user who took it, null for a command. */
export async function recordBackup({ prisma }: Store, byId: string | null, at: Date): Promise<void> {
  const courses = await prisma.course.findMany({ where: { kind: 'course' }, select: { id: true } });
  const detail = byId === null ? {} : { by: byId };
  const entry = { actorId: null, action: 'backed-up', subjectId: null, detail, createdAt: at };
  await prisma.auditEntry.createMany({
    data: courses.map(({ id: courseId }) => ({ ...entry, courseId, id: newId(at) })),
  });
}
