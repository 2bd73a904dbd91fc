/** Which gradebook file is asked for, as the address says it. */
import * as z from 'zod';
import type { GradebookOrder } from '../../lms/gradebook-rows.ts';
import { type ProfileId, profileIds } from '../../lms/profiles.ts';
import { line } from '../forms.ts';

const ids = z.enum(profileIds as readonly [ProfileId, ...ProfileId[]]);

export const exportQuery = z.object({
  format: ids.optional(),
  assignment: z.union([z.array(line(80)), line(80).transform((one) => [one])]).default([]),
  scale: z.enum(['points', 'percent']).default('points'),
  points: z.coerce.number().int().min(1).max(10_000).catch(100),
  section: line(200).default(''),
  late: z.enum(['with', 'without']).default('with'),
  classId: line(200).default(''),
  categoryId: line(200).default(''),
  sessionId: line(200).default(''),
  schoolId: line(200).default(''),
});

export type ExportQuery = z.infer<typeof exportQuery>;

export function orderOf(query: ExportQuery, profile: ProfileId, now: Date): GradebookOrder {
  const { scale, points, classId, categoryId, sessionId, schoolId } = query;
  const today = now.toISOString().slice(0, 10);
  return {
    profile,
    scale,
    pointsPossible: points,
    place: { classId, categoryId, sessionId, schoolId, today },
  };
}

/** The same order again, as the part of an address behind the question mark. */
export function addressQuery({ assignment, ...query }: ExportQuery): string {
  const fields = Object.entries(query).flatMap(([name, value]) =>
    value === '' || value === undefined ? [] : [[name, `${value}`] as [string, string]],
  );
  return `${new URLSearchParams([...fields, ...assignment.map((id): [string, string] => ['assignment', id])])}`;
}
