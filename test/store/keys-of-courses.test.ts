/** What spreading the classroom tables by course asks of keys between them, beyond what migrate.test.ts holds. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/database.ts';
import { openTestStore } from './test-store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore('embedded');
});
afterAll(() => store.close());

describe('a foreign key between classroom tables', () => {
  it('joins course to course with its first column', async () => {
    const keys = await store.prisma.$queryRaw<{ from: string; to: string; own: string; other: string }[]>`
      SELECT c.conrelid::regclass::text AS "from", c.confrelid::regclass::text AS "to",
             a.attname::text AS "own", b.attname::text AS "other"
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
      WHERE c.contype = 'f'`;
    const ofCourses = keys.filter(({ own }) => own === 'courseId');
    expect(ofCourses.length).toBeGreaterThanOrEqual(10);
    const wrong = ofCourses.filter(({ to, other }) => other !== (to === '"Course"' ? 'id' : 'courseId'));
    expect(wrong).toEqual([]);
  });
});

const folder = new URL('../../src/store/', import.meta.url);

/**
 * Joins of a table by ON in SQL written by hand. It reads text: what Prisma writes, joins with USING or of subqueries,
 * and whether both sides are of one course at run time, it cannot see.
 */
function joinsIn(source: string): readonly string[] {
  const joins = source.matchAll(
    /\bJOIN "(?!User|LtiContext|LtiPlatform)\w+" \w+\s+ON ([\s\S]*?)(?=\bJOIN\b|\bLEFT\b|\bWHERE\b|\bGROUP\b|\bORDER\b|[`)]|$)/g,
  );
  return [...joins].map(([join]) => join.replace(/\s+/g, ' '));
}

describe('a join written by hand', () => {
  const joins = readdirSync(folder, 'utf8')
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      joinsIn(readFileSync(new URL(file, folder), 'utf8')).map((join) => `${file}: ${join}`),
    );

  it('keeps to the course', () => {
    expect(joins.length).toBeGreaterThan(10);
    expect(joins.filter((join) => !/"courseId" =|= \w+\."courseId"/.test(join))).toEqual([]);
  });

  it('that forgets the course is found', () => {
    const planted = 'SELECT 1 FROM "Variant" v JOIN "Attempt" t ON t."variantId" = v."id" WHERE true';
    expect(joinsIn(planted).filter((join) => !join.includes('"courseId"'))).toHaveLength(1);
  });
});
