/** What teachers change about marks: overrides of what a student earned, and what a part weighs for everybody. */
import { z } from 'zod';
import type { Queries } from './database.ts';
import { utc } from './utc.ts';

/** Of a part, or with position 0 and part '' of the whole assignment. */
export interface MarkPlace {
  readonly position: number;
  readonly part: string;
}

export const wholeAssignment: MarkPlace = { position: 0, part: '' };

interface Given {
  readonly assignmentId: string;
  readonly reason: string;
  /** The enrolment of who gave it. */
  readonly byId: string;
  readonly createdAt: Date;
}

export interface Override extends Given, MarkPlace {
  readonly enrolmentId: string;
  /** A fraction. */
  readonly mark: string;
}

export interface PartWeight extends Given, MarkPlace {
  /** A fraction; '0': dropped. */
  readonly weight: string;
}

export interface Adjustments {
  readonly overrides: readonly Override[];
  readonly partWeights: readonly PartWeight[];
}

/** Of an assignment, or of the whole course. */
export async function listAdjustments(
  { prisma }: Queries,
  courseId: string,
  assignmentId?: string,
): Promise<Adjustments> {
  const where = { courseId, ...(assignmentId === undefined ? {} : { assignmentId }) };
  return {
    overrides: await prisma.override.findMany({ where }),
    partWeights: await prisma.partWeight.findMany({ where }),
  };
}

/** Of some students, or of everybody, in the whole course. */
export const listOverridesOf = (
  { prisma }: Queries,
  courseId: string,
  enrolmentIds?: readonly string[],
): Promise<readonly Override[]> =>
  prisma.override.findMany({
    where: { courseId, ...(enrolmentIds && { enrolmentId: { in: [...enrolmentIds] } }) },
  });

export const listPartWeights = ({ prisma }: Queries, courseId: string): Promise<readonly PartWeight[]> =>
  prisma.partWeight.findMany({ where: { courseId } });

export async function saveOverride(
  { prisma }: Queries,
  override: Override & { readonly courseId: string },
): Promise<void> {
  const { courseId, assignmentId, enrolmentId, position, part } = override;
  const key = { courseId, assignmentId, enrolmentId, position, part };
  await prisma.override.upsert({
    where: { courseId_assignmentId_enrolmentId_position_part: key },
    create: override,
    update: override,
  });
}

export async function removeOverride(
  { prisma }: Queries,
  place: MarkPlace & Readonly<Record<'courseId' | 'assignmentId' | 'enrolmentId', string>>,
): Promise<void> {
  const { courseId, assignmentId, enrolmentId, position, part } = place;
  await prisma.override.deleteMany({ where: { courseId, assignmentId, enrolmentId, position, part } });
}

export async function savePartWeight(
  { prisma }: Queries,
  weight: PartWeight & { readonly courseId: string },
): Promise<void> {
  const { courseId, assignmentId, position, part } = weight;
  await prisma.partWeight.upsert({
    where: { courseId_assignmentId_position_part: { courseId, assignmentId, position, part } },
    create: weight,
    update: weight,
  });
}

const given = {
  assignmentId: z.string(),
  position: z.number(),
  part: z.string(),
  reason: z.string(),
  byId: z.string(),
  createdAt: z.string().transform(utc),
};
const overrideRows = z.array(z.object({ ...given, enrolmentId: z.string(), mark: z.string() }));
const partWeightRows = z.array(z.object({ ...given, weight: z.string() }));

/** Rows of the tables as JSON. Throws on anything that we did not write. */
export const readAdjustments = (overrides: unknown, partWeights: unknown): Adjustments => ({
  overrides: overrideRows.parse(overrides),
  partWeights: partWeightRows.parse(partWeights),
});
