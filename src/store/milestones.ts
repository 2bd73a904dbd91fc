/** When something was last done to the whole site. */
import type { Store } from './database.ts';

export type Milestone = 'backup';

export async function saveMilestone({ prisma }: Store, name: Milestone, at: Date): Promise<void> {
  await prisma.milestone.upsert({ where: { name }, create: { name, at }, update: { at } });
}

/** null: never. */
export async function findMilestone({ prisma }: Store, name: Milestone): Promise<Date | null> {
  return (await prisma.milestone.findUnique({ where: { name } }))?.at ?? null;
}
