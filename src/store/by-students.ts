/** Readings of a whole class, some students at a time: on the embedded database, one statement holds up everybody. */
import type { Queries } from './database.ts';

/** Few enough that nobody waits long, many enough that the statements cost little. */
export const studentsAtOnce = 50;

/** In the order of the ids of those who have opened an exercise of the assignment. */
export async function readByStudents<T>(
  { prisma }: Queries,
  { courseId, assignmentId }: { readonly courseId: string; readonly assignmentId: string },
  read: (enrolmentIds: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const rows = await prisma.$queryRaw<{ enrolmentId: string }[]>`
    SELECT DISTINCT "enrolmentId" FROM "Variant"
    WHERE "courseId" = ${courseId} AND "assignmentId" = ${assignmentId} ORDER BY 1`;
  const ids = rows.map(({ enrolmentId }) => enrolmentId);
  const all: T[] = [];
  for (let from = 0; from < ids.length; from += studentsAtOnce)
    all.push(...(await read(ids.slice(from, from + studentsAtOnce))));
  return all;
}
