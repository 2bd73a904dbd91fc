/** What the README says of packages and of Citus, held against what is so. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { openTestStore } from './store/test-store.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the dependencies', () => {
  it('each have their reason, and no other package has one', () => {
    const section = readme.slice(readme.indexOf('\n## Dependencies'));
    const rows = [...section.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].filter(
      ([, packages]) => packages !== 'package' && !packages?.startsWith('--'),
    );
    const named = rows.flatMap(([, packages = '']) => packages.split(', '));
    const { dependencies, devDependencies } = packageJson;
    expect(named.toSorted()).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].sort());
    expect(rows.every(([, , why = '']) => why.length > 3)).toBe(true);
  });

  it('are exact', () => {
    const versions = Object.values({ ...packageJson.dependencies, ...packageJson.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

/** As strict as Citus: the column it spreads by is in every primary key, and a reference table is a table. */
const likeCitus = `
  CREATE FUNCTION create_distributed_table(name regclass, col text, colocate_with text DEFAULT 'default')
  RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    IF colocate_with <> 'default' THEN PERFORM colocate_with::regclass; END IF;
    IF NOT EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                   WHERE i.indrelid = name AND i.indisprimary AND a.attname = col)
    THEN RAISE EXCEPTION '% is not first in the key of %', col, name; END IF;
  END $$`;

describe('the statements for Citus', () => {
  it('are right for the tables as they are, and for every other table of a course', async () => {
    const { prisma, close } = await openTestStore('embedded');
    const [, block = ''] = /```sql\n(CREATE EXTENSION citus;[\s\S]*?)```/.exec(readme) ?? [];
    const statements = block
      .split('\n')
      .filter((line) => /^SELECT create_/.test(line))
      .map((line) => line.replace(/;.*$/, ''));
    expect(statements.length).toBeGreaterThan(3);
    await prisma.$executeRawUnsafe(likeCitus);
    await prisma.$executeRawUnsafe(
      `CREATE FUNCTION create_reference_table(name regclass) RETURNS void LANGUAGE sql AS 'SELECT NULL'`,
    );
    for (const statement of statements) await prisma.$executeRawUnsafe(`${statement}::text`);
    const classroom = await prisma.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT c.relname::text AS "name" FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) AND a.attname = 'courseId'
      WHERE c.relnamespace = 'public'::regnamespace`;
    expect(classroom.length).toBeGreaterThan(20);
    for (const { name } of classroom)
      await prisma.$executeRawUnsafe(
        `SELECT create_distributed_table('"${name}"', 'courseId', colocate_with => '"Course"')::text`,
      );
    await close();
  });
});
