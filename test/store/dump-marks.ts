/** Every table that marks come from, and every count, to the byte. */
import type { Store } from '../../src/store/database.ts';

export const countTables = [
  'PartCount',
  'MistakeCount',
  'FirstTryCount',
  'StudentWork',
  'SkillState',
  'SkillCount',
];
const marks = [
  'Progress',
  'Assignment',
  'AssignmentExercise',
  'Override',
  'PartWeight',
  'Attempt',
  'Variant',
];

export async function dumpMarks({ prisma }: Store): Promise<string> {
  const texts: string[] = [];
  for (const table of [...marks, ...countTables]) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT t::text AS "row" FROM "${table}" t ORDER BY t::text`,
    );
    texts.push(table, ...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}
