/** What students know, skill by skill; written with the attempt (record-attempts.ts), read here. */
import { z } from 'zod';
import type { SkillState } from '../learning/skill-state.ts';
import type { Skill } from '../mistakes/catalogue.ts';
import type { Store } from './database.ts';
import { utc } from './utc.ts';

/** Of one person in all their courses: a student who practises on their own is the same learner. */
export async function listSkillStatesOf(store: Store, userId: string): Promise<readonly SkillState[]> {
  const rows = await store.prisma.$queryRaw<{ states: unknown }[]>`
    SELECT coalesce(json_agg(k ORDER BY k."updatedAt"), '[]') AS "states"
    FROM "Enrolment" e
    JOIN "SkillState" k ON k."courseId" = e."courseId" AND k."enrolmentId" = e."id"
    WHERE e."userId" = ${userId}`;
  return readSkillStates(rows[0]?.states ?? []);
}

const rows = z.array(
  z.object({
    skill: z.string().transform((skill) => skill as Skill),
    known: z.number(),
    opportunities: z.number(),
    right: z.number(),
    firsts: z.string(),
    dueAt: z
      .string()
      .nullable()
      .transform((at) => (at === null ? null : utc(at))),
    card: z.unknown(),
  }),
);

/** Rows of the table as JSON. Throws on anything that we did not write. */
export const readSkillStates = (states: unknown): readonly SkillState[] =>
  rows.parse(states).map((state) => ({ ...state, card: state.card ?? null }));
