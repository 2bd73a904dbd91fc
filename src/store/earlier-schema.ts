/**
 * An empty database as an earlier version had it, and forward again, inside a transaction: what cannot be brought
 * forward leaves the database as it was. Prisma's history of migrations stays, since all of them are there at the end.
 */
import { Prisma } from './client/client.ts';
import type { Queries } from './database.ts';
import type { Migration } from './schema-engine.ts';
import { listTables, quoted } from './stored-tables.ts';

/** Everything of ours is dropped and made as these migrations make it. */
export async function makeAnew(queries: Queries, migrations: readonly Migration[]): Promise<void> {
  const { prisma } = queries;
  const tables = await listTables(queries);
  await prisma.$executeRawUnsafe(`DROP TABLE ${tables.map(({ name }) => quoted(name)).join(', ')} CASCADE`);
  const functions = await prisma.$queryRaw<{ name: string }[]>`
    SELECT p.oid::regprocedure::text AS "name" FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`;
  for (const { name } of functions) await prisma.$executeRawUnsafe(`DROP FUNCTION ${name}`);
  await runMigrations(queries, migrations);
}

/** EXECUTE takes a script of many statements, which a statement of the client cannot be. */
export async function runMigrations({ prisma }: Queries, migrations: readonly Migration[]): Promise<void> {
  for (const { name, sql } of migrations) {
    const tag = `$migration_${name}$`;
    if (sql.includes(tag)) throw new Error(`the migration ${name} holds its own tag`);
    await prisma.$executeRaw(Prisma.raw(`DO $run$ BEGIN EXECUTE ${tag}${sql}${tag}; END $run$`));
  }
}
