/** What teachers say to a student about a variant. */
import type { Queries } from './database.ts';

export interface Comment {
  readonly courseId: string;
  readonly id: string;
  readonly variantId: string;
  readonly text: string;
  /** The enrolment of who said it. */
  readonly byId: string;
  readonly createdAt: Date;
}

export async function saveComment({ prisma }: Queries, comment: Comment): Promise<void> {
  await prisma.comment.create({ data: comment });
}

/** Oldest first. */
export const listComments = (
  { prisma }: Queries,
  courseId: string,
  variantId: string,
): Promise<readonly Comment[]> =>
  prisma.comment.findMany({ where: { courseId, variantId }, orderBy: { id: 'asc' } });
