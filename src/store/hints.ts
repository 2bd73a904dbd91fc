/** Hints that were taken: the highest level of each part, beside its progress; a last hint also for the dashboard. */
import type { HintEvent } from '../learning/stuck.ts';
import { latestEvents } from './counting-work.ts';
import type { Store } from './database.ts';
import type { VariantPlace } from './variants.ts';

export interface HintTaken {
  readonly part: string;
  /** 1 to 3. */
  readonly level: number;
  readonly at: Date;
}

const lastLevel = 3;

/** Never lowers what was taken before. */
export async function recordHint(
  store: Store,
  variant: VariantPlace & { readonly id: string },
  taken: HintTaken,
): Promise<void> {
  const { part, level, at } = taken;
  const { courseId, id, enrolmentId, assignmentId, position, number } = variant;
  await store.prisma.$executeRaw`
    INSERT INTO "Progress" ("courseId", "variantId", "part", "enrolmentId", "assignmentId", "position", "number",
                            "tries", "lastVerdict", "mark", "closed", "tried", "hints", "hintedAt", "updatedAt")
    VALUES (${courseId}, ${id}, ${part}, ${enrolmentId}, ${assignmentId}, ${position}, ${number},
            0, 'empty', '0', false, '[]', ${level}, ${at}, ${at})
    ON CONFLICT ("courseId", "variantId", "part") DO UPDATE SET
      "hints" = greatest("Progress"."hints", excluded."hints"), "hintedAt" = excluded."hintedAt"`;
  if (level === lastLevel) await recordLastHint(store, variant, taken);
}

async function recordLastHint(
  { prisma }: Store,
  { courseId, id, enrolmentId, assignmentId, position }: VariantPlace & { readonly id: string },
  { part, at }: HintTaken,
): Promise<void> {
  const event: HintEvent = { kind: 'last-hint', at: at.toISOString(), variant: id, position, part };
  await prisma.$executeRawUnsafe(
    `INSERT INTO "StudentWork" ("courseId", "assignmentId", "enrolmentId", "couldShow", "showed", "recent", "lastAt")
     VALUES ($1, $2, $3, '{}', '{}', $4::jsonb, $5)
     ON CONFLICT ("courseId", "assignmentId", "enrolmentId") DO UPDATE SET
       "recent" = ${latestEvents('"StudentWork"."recent" || excluded."recent"')}, "lastAt" = excluded."lastAt"`,
    courseId,
    assignmentId,
    enrolmentId,
    JSON.stringify([event]),
    at,
  );
}
