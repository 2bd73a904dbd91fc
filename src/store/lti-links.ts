/** Links in the courses of platforms, and the assignments that they open. */
import type { Store } from './database.ts';

export interface Link {
  readonly courseId: string;
  readonly id: string;
  /** Of the platform's course: Context.id. */
  readonly contextId: string;
  readonly resourceLinkId: string;
  readonly title: string;
  /** null until a teacher has chosen. */
  readonly assignmentId: string | null;
  readonly lineItemUrl: string | null;
}

/** As the latest launch names it; an assignment that was chosen once stays. */
export async function noteLink(store: Store, link: Link & { readonly createdAt: Date }): Promise<Link> {
  const { courseId, contextId, resourceLinkId, title, assignmentId, lineItemUrl } = link;
  const place = { courseId, contextId, resourceLinkId };
  const row = await store.prisma.ltiLink.upsert({
    where: { courseId_contextId_resourceLinkId: place },
    create: link,
    update: { title, ...(lineItemUrl !== null && { lineItemUrl }) },
  });
  if (row.assignmentId !== null || assignmentId === null) return row;
  await chooseAssignment(store, row, assignmentId);
  return { ...row, assignmentId };
}

export async function findLink(store: Store, courseId: string, id: string): Promise<Link | undefined> {
  return (await store.prisma.ltiLink.findUnique({ where: { courseId_id: { courseId, id } } })) ?? undefined;
}

export async function listLinks(store: Store, courseId: string): Promise<readonly Link[]> {
  return store.prisma.ltiLink.findMany({ where: { courseId }, orderBy: { id: 'asc' } });
}

export async function chooseAssignment(
  store: Store,
  { courseId, id }: Pick<Link, 'courseId' | 'id'>,
  assignmentId: string,
): Promise<void> {
  await store.prisma.ltiLink.update({ where: { courseId_id: { courseId, id } }, data: { assignmentId } });
}
