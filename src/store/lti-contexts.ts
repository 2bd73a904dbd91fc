/** Courses of platforms, the courses here that they belong to, and the links in them. */
import type { Store } from './database.ts';

/** Addresses of a course's services, as a launch names them. */
export interface Services {
  readonly membershipsUrl: string | null;
  readonly lineItemsUrl: string | null;
  /** Of the grade services, between spaces. */
  readonly scopes: string;
}

export interface ContextPlace {
  readonly platformId: string;
  readonly deploymentId: string;
  readonly contextId: string;
}

export interface Context extends ContextPlace, Services {
  readonly id: string;
  readonly title: string;
  readonly courseId: string | null;
  /** The teacher who came first, and may say to which course it belongs. */
  readonly askedBy: string;
}

export async function findContextAt(store: Store, place: ContextPlace): Promise<Context | undefined> {
  const { platformId, deploymentId, contextId } = place;
  const where = { platformId_deploymentId_contextId: { platformId, deploymentId, contextId } };
  return (await store.prisma.ltiContext.findUnique({ where })) ?? undefined;
}

export async function findContext(store: Store, id: string): Promise<Context | undefined> {
  return (await store.prisma.ltiContext.findUnique({ where: { id } })) ?? undefined;
}

export async function listContexts(store: Store, courseId: string): Promise<readonly Context[]> {
  return store.prisma.ltiContext.findMany({ where: { courseId }, orderBy: { id: 'asc' } });
}

/** Noted once; of two at once the first holds. */
export async function noteContext(
  store: Store,
  context: Omit<Context, 'courseId'> & { readonly createdAt: Date },
): Promise<void> {
  await store.prisma.ltiContext.createMany({ data: [context], skipDuplicates: true });
}

export async function refreshServices(store: Store, id: string, services: Services): Promise<void> {
  await store.prisma.ltiContext.update({ where: { id }, data: services });
}

/** Ties it to a course, once; false where that was done already. */
export async function linkContext(store: Store, id: string, courseId: string): Promise<boolean> {
  const where = { id, courseId: null };
  return (await store.prisma.ltiContext.updateMany({ where, data: { courseId } })).count === 1;
}
