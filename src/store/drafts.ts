/** What stands in the boxes of a variant and is not submitted, and which steps are shown. */
import { z } from 'zod';
import type { Rung } from '../learning/steps-shown.ts';
import type { Store } from './database.ts';
import { utc } from './utc.ts';

export interface Draft {
  readonly typed: Readonly<Record<string, string>>;
  /** BCP 47, of who typed. */
  readonly locale: string;
  /** Which steps are shown; null for as many as the student's skills ask for. */
  readonly steps: Rung | null;
  readonly savedAt: Date;
}

const stepsShown = ['all', 'some', 'none'] as const satisfies readonly Rung[];

/** Takes the place of the draft before. `steps` left out: as it was. */
export async function saveDraft(
  store: Store,
  variant: { readonly courseId: string; readonly id: string },
  draft: Omit<Draft, 'steps'> & { readonly steps?: Rung },
): Promise<void> {
  const { courseId, id: variantId } = variant;
  const { locale, steps = null, savedAt } = draft;
  const typed = JSON.stringify(draft.typed);
  await store.prisma.$executeRaw`
    INSERT INTO "Draft" ("courseId", "variantId", "typed", "locale", "steps", "savedAt")
    VALUES (${courseId}, ${variantId}, ${typed}::json, ${locale}, ${steps}, ${savedAt})
    ON CONFLICT ("courseId", "variantId") DO UPDATE SET
      "typed" = excluded."typed", "locale" = excluded."locale", "steps" = coalesce(excluded."steps", "Draft"."steps"),
      "savedAt" = excluded."savedAt"`;
}

const row = z
  .object({
    typed: z.record(z.string(), z.string()),
    locale: z.string(),
    steps: z.enum(stepsShown).nullable(),
    savedAt: z.string().transform(utc),
  })
  .nullable();

/** A row of the table as JSON. Throws on anything that we did not write. */
export const readDraft = (draft: unknown): Draft | undefined => row.parse(draft) ?? undefined;
