/** `chainmark migration NAME`: writes the SQL that takes the migrations to what schema.prisma says now. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { say } from '../language/language.ts';
import { compareWithSchema, readMigrations } from '../store/schema-engine.ts';

const sentences = say('en').terminal;

export async function writeMigration([name = '']: readonly string[]): Promise<void> {
  if (!/^[a-z0-9_]+$/.test(name)) return finish(sentences.migrationNeedsName, 1);
  const adapter = new PrismaPGlite(await PGlite.create());
  const migrations = await readMigrations();
  if ((await compareWithSchema(adapter, migrations, 'summary')).includes('No difference detected')) {
    return finish(sentences.nothingToMigrate, 0);
  }
  const script = await compareWithSchema(adapter, migrations, 'script');
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = new URL(`../../prisma/migrations/${stamp}_${name}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('migration.sql', folder), script);
  finish(sentences.wroteMigration(fileURLToPath(new URL('migration.sql', folder))), 0);
}

function finish(sentence: string, code: number): void {
  console.log(sentence);
  process.exit(code);
}
