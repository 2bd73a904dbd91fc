/** Columns of gradebooks in LMSs, each fed by one assignment. */
import type { Store } from './database.ts';

/** When grades go: `sends`; which of a student's variants count: `counts`. */
export const sendTimes = ['at-once', 'when-complete', 'at-due-date', 'by-hand'] as const;
export const countedVariants = ['best', 'last', 'first'] as const;

export interface PassbackPolicy {
  readonly sends: (typeof sendTimes)[number];
  readonly counts: (typeof countedVariants)[number];
}

export interface LineItem extends PassbackPolicy {
  readonly courseId: string;
  readonly id: string;
  readonly assignmentId: string;
  /** Of the platform's course. */
  readonly contextId: string;
  readonly label: string;
  /** null until it was found or made there. */
  readonly url: string | null;
}

/** One for each assignment and course of a platform: the first address that is told stays. */
export async function noteLineItem(
  store: Store,
  item: Omit<LineItem, 'sends' | 'counts'> & { readonly createdAt: Date },
): Promise<void> {
  const { courseId, assignmentId, contextId, url } = item;
  await store.prisma.lineItem.createMany({ data: [item], skipDuplicates: true });
  if (url === null) return;
  await store.prisma.lineItem.updateMany({
    where: { courseId, assignmentId, contextId, url: null },
    data: { url },
  });
}

export async function findLineItem(
  store: Store,
  courseId: string,
  id: string,
): Promise<LineItem | undefined> {
  const row = await store.prisma.lineItem.findUnique({ where: { courseId_id: { courseId, id } } });
  return row ? lineItemOf(row) : undefined;
}

/** Of a course, or of all. */
export async function listLineItems(store: Store, courseId?: string): Promise<readonly LineItem[]> {
  const where = courseId === undefined ? {} : { courseId };
  const rows = await store.prisma.lineItem.findMany({ where, orderBy: [{ courseId: 'asc' }, { id: 'asc' }] });
  return rows.map(lineItemOf);
}

/** Of all courses: those whose marks changed otherwise than by answering, and new ones. */
export async function listLineItemsChangedSince(store: Store, since: Date): Promise<readonly LineItem[]> {
  const rows = await store.prisma.$queryRaw<Row[]>`
    SELECT l.* FROM "LineItem" l
    WHERE l."createdAt" >= ${since} OR (l."courseId", l."assignmentId") IN (
      SELECT m."courseId", m."assignmentId" FROM "MarkChange" m WHERE m."createdAt" >= ${since})
    ORDER BY l."courseId", l."id"`;
  return rows.map(lineItemOf);
}

export async function setLineItemUrl(store: Store, { courseId, id }: LineItem, url: string): Promise<void> {
  await store.prisma.lineItem.update({ where: { courseId_id: { courseId, id } }, data: { url } });
}

export async function setPassbackPolicy(
  store: Store,
  { courseId, id }: LineItem,
  policy: PassbackPolicy,
): Promise<void> {
  await store.prisma.lineItem.update({ where: { courseId_id: { courseId, id } }, data: policy });
}

type Row = Omit<LineItem, 'sends' | 'counts'> & { sends: string; counts: string };

const lineItemOf = ({ sends, counts, ...row }: Row): LineItem => ({
  ...row,
  sends: sends as LineItem['sends'],
  counts: counts as LineItem['counts'],
});
