/** Hints that were taken: the highest level of each part, beside its progress. */
import type { Store } from './database.ts';
import type { VariantPlace } from './variants.ts';

export interface HintTaken {
  readonly part: string;
  /** 1 to 3. */
  readonly level: number;
  readonly at: Date;
}

/** Never lowers what was taken before. */
export async function recordHint(
  store: Store,
  variant: VariantPlace & { readonly id: string },
  { part, level, at }: HintTaken,
): Promise<void> {
  const { courseId, id, enrolmentId, assignmentId, position, number } = variant;
  await store.prisma.$executeRaw`
    INSERT INTO "Progress" ("courseId", "variantId", "part", "enrolmentId", "assignmentId", "position", "number",
                            "tries", "lastVerdict", "mark", "closed", "tried", "hints", "hintedAt", "updatedAt")
    VALUES (${courseId}, ${id}, ${part}, ${enrolmentId}, ${assignmentId}, ${position}, ${number},
            0, 'empty', '0', false, '[]', ${level}, ${at}, ${at})
    ON CONFLICT ("courseId", "variantId", "part") DO UPDATE SET
      "hints" = greatest("Progress"."hints", excluded."hints"), "hintedAt" = excluded."hintedAt"`;
}
