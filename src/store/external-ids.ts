/** By what other systems know the students of a course: an account, an id of an LMS; read with known-students.ts. */
import type { Store } from './database.ts';

export interface ExternalId {
  readonly enrolmentId: string;
  readonly system: string;
  readonly value: string;
}

/** All of them in one statement; what was known of the same student and system before is replaced. */
export async function saveExternalIds(
  store: Store,
  courseId: string,
  { ids, now }: { readonly ids: readonly ExternalId[]; readonly now: Date },
): Promise<void> {
  await store.prisma.$executeRaw`
    INSERT INTO "ExternalId" ("courseId", "enrolmentId", "system", "value", "updatedAt")
    SELECT ${courseId}, each."enrolmentId", each."system", each."value", ${now}
    FROM json_to_recordset(${JSON.stringify(ids)}::json)
      AS each("enrolmentId" text, "system" text, "value" text)
    ON CONFLICT ("courseId", "enrolmentId", "system") DO UPDATE SET
      "value" = excluded."value", "updatedAt" = excluded."updatedAt"`;
}
