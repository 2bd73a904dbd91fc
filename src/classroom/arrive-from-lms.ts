/**
 * Somebody comes from a learning management system that was found to be the one it says: into the course that
 * belongs to theirs, as who they are there, and on to the assignment that their link opens.
 */
import { findAssignment } from '../store/assignments.ts';
import { type Enrolment, enrol, type Role, wasRemoved } from '../store/enrolments.ts';
import {
  type Context,
  findContextAt,
  noteContext,
  refreshServices,
  type Services,
} from '../store/lti-contexts.ts';
import { findIdentityUser, type Identity, saveIdentity } from '../store/lti-identities.ts';
import { noteLink } from '../store/lti-links.ts';
import { newId } from '../store/new-id.ts';
import { takePlaceOf } from '../store/roster.ts';
import { createUser, nameUser, type User } from '../store/users.ts';
import type { Classroom } from './classroom.ts';
import { openLmsColumn } from './open-lms-column.ts';

export interface Arrival {
  readonly identity: Identity;
  /** Not empty: where the platform hides it, something that stands for it. */
  readonly name: string;
  /** What finds a place on the roster of the course, and nobody's account; null where the platform does not say. */
  readonly email: string | null;
  readonly studentNumber: string | null;
  readonly role: Role;
  readonly deploymentId: string;
  readonly context: { readonly id: string; readonly title: string };
  readonly services: Services;
  /** null where no link was followed: a teacher came to choose exercises. */
  readonly link: {
    readonly resourceLinkId: string;
    readonly title: string;
    readonly assignmentId: string | null;
    readonly lineItemUrl: string | null;
  } | null;
}

export type Arrived =
  /** A teacher of the course has taken them out of it, and only a teacher brings them back. */
  | { readonly kind: 'removed' }
  /** The platform's course belongs to none here yet; a teacher may say to which. */
  | { readonly kind: 'no-course'; readonly contextId: string; readonly role: Role }
  | {
      readonly kind: 'arrived';
      readonly enrolment: Enrolment;
      readonly contextId: string;
      /** null: no link was followed. */
      readonly link: { readonly id: string; readonly assignmentId: string | null } | null;
    };

/** The user behind an identity that nobody had seen: a new one, or the one that somebody said they are. */
export async function admitFromLms(
  { store, now }: Classroom,
  { identity, name }: Pick<Arrival, 'identity' | 'name'>,
  claimed?: User,
): Promise<User> {
  const user = claimed ?? (await createUser(store, { id: newId(), name, createdAt: now() }));
  await saveIdentity(store, { ...identity, userId: user.id, createdAt: now() });
  const holds = await findIdentityUser(store, identity);
  if (!holds) throw new Error('an identity that was saved has its user');
  if (holds.name === '') await nameUser(store, holds.id, name);
  return holds;
}

export async function arriveFromLms(classroom: Classroom, user: User, arrival: Arrival): Promise<Arrived> {
  const { store, now } = classroom;
  const context = await contextOf(classroom, user, arrival);
  if (!context?.courseId) return { kind: 'no-course', contextId: context?.id ?? '', role: arrival.role };
  const { courseId } = context;
  if (await wasRemoved(store, courseId, user.id)) return { kind: 'removed' };
  if (arrival.role === 'student') await takePlaceOf(store, courseId, { ...arrival, userId: user.id });
  const person = { courseId, id: newId(), userId: user.id, role: arrival.role, displayName: arrival.name };
  const enrolment = await enrol(store, { ...person, createdAt: now() });
  return {
    kind: 'arrived',
    enrolment,
    contextId: context.id,
    link: await linkOf(classroom, context, arrival),
  };
}

/** Only a teacher makes us note a course that we did not know. */
async function contextOf(
  { store, now }: Classroom,
  user: User,
  { identity, deploymentId, context, services, role }: Arrival,
): Promise<Context | undefined> {
  const place = { platformId: identity.platformId, deploymentId, contextId: context.id };
  const known = await findContextAt(store, place);
  if (known) {
    if (services.lineItemsUrl !== null || services.membershipsUrl !== null)
      await refreshServices(store, known.id, services);
    return known;
  }
  if (role !== 'teacher') return undefined;
  const { title } = context;
  await noteContext(store, { ...place, ...services, id: newId(), title, askedBy: user.id, createdAt: now() });
  return findContextAt(store, place);
}

/** A link may name only an assignment of its own course; copies of a course still name those of the old one. */
async function linkOf(classroom: Classroom, context: Context, { link }: Arrival) {
  const { store, now } = classroom;
  const { id: contextId, courseId } = context;
  if (!link || courseId === null) return null;
  const named =
    link.assignmentId === null ? undefined : await findAssignment(store, courseId, link.assignmentId);
  const { id, assignmentId } = await noteLink(store, {
    ...link,
    ...{ courseId, contextId, id: newId(), createdAt: now() },
    assignmentId: named?.id ?? null,
  });
  if (assignmentId !== null) await openLmsColumn(classroom, context, { ...link, assignmentId });
  return { id, assignmentId };
}
