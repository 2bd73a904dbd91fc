/**
 * Who comes to an exercise's address, as what, and to which variant: read at once, and those who come while others
 * are being read share the next statement. Frozen variants that were seen lately are not read again.
 */
import type { Variant } from '../exercise/variant.ts';
import type { Enrolment } from './enrolments.ts';
import { gather } from './gather.ts';
import { readVariant } from './json-columns.ts';
import { makeLately } from './lately.ts';
import { hashOf } from './secret-token.ts';
import { sessionUser } from './sessions.ts';
import type { RunStatement } from './statement.ts';
import type { User } from './users.ts';
import { type StoredVariant, type VariantRow, variantInJson, variantStanding } from './variants.ts';

export interface Arrival {
  /** As in the cookie. */
  readonly token: string;
  readonly courseId: string;
  readonly variantId: string;
  readonly now: Date;
}

export interface Visit {
  readonly user: User;
  /** In the course, unless they are not in it. */
  readonly enrolment: Enrolment | undefined;
  /** Their own alone. */
  readonly stored: StoredVariant | undefined;
}

/** undefined: nobody is behind this cookie. */
export type VisitReader = (arrival: Arrival) => Promise<Visit | undefined>;

const visitsPerStatement = 100;
/** Of about 0.15 MB each, with what was worked out from it. */
const variantsKept = 600;

export function makeVisitReader(run: RunStatement): VisitReader {
  const frozen = makeLately<Variant>(variantsKept);
  const { ask } = gather(async (arrivals: readonly Arrival[]) => {
    const known = arrivals.map(({ courseId, variantId }) => frozen.find(`${courseId}/${variantId}`));
    const asked = arrivals.map(({ token, ...arrival }, index) => {
      return { ...arrival, index, tokenHash: hashOf(token), known: known[index] !== undefined };
    });
    const rows = await run<Row>({ name: 'visits', text: statement }, [JSON.stringify(asked)]);
    const byIndex = new Map(rows.map((row) => [row.index, row]));
    return arrivals.map((_, index) => visitIn(byIndex.get(index), known[index]));
  }, visitsPerStatement);

  function visitIn(row: Row | undefined, known: Variant | undefined): Visit | undefined {
    if (!row) return undefined;
    const { user, enrolment, variant } = row;
    if (!variant) return { user, enrolment: enrolment ?? undefined, stored: undefined };
    const drawn = known ?? readVariant(variant.frozen);
    frozen.keep(`${variant.courseId}/${variant.id}`, drawn);
    return { user, enrolment: enrolment ?? undefined, stored: variantInJson(variant, drawn) };
  }
  return ask;
}

interface Row {
  readonly index: number;
  readonly user: User;
  readonly enrolment: Enrolment | null;
  readonly variant: (Omit<VariantRow, 'createdAt'> & { readonly createdAt: string }) | null;
}

/** Each arrival by its keys: LATERAL with LIMIT keeps the planner from reading whole tables. */
const statement = `
WITH asked AS (
  SELECT * FROM json_to_recordset($1::json) AS row(
    "index" int, "tokenHash" text, "courseId" text, "variantId" text, "now" timestamp(3), "known" boolean)
)
SELECT asked."index", row_to_json(u) AS "user", row_to_json(e) AS "enrolment", row_to_json(w) AS "variant"
FROM asked
JOIN LATERAL (${sessionUser('asked."tokenHash"', 'asked."now"')} LIMIT 1) u ON true
LEFT JOIN LATERAL (
  SELECT n."courseId", n."id", n."userId", n."role", n."displayName" FROM "Enrolment" n
  WHERE n."courseId" = asked."courseId" AND n."userId" = u."id" AND n."removedAt" IS NULL LIMIT 1) e ON true
LEFT JOIN LATERAL (${variantStanding('CASE WHEN asked."known" THEN NULL ELSE v."frozen" END')}
  WHERE v."courseId" = asked."courseId" AND v."id" = asked."variantId" AND v."enrolmentId" = e."id" LIMIT 1) w ON true`;
