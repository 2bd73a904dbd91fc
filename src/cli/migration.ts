/** `chainmark migration NAME`: writes the SQL that takes the migrations to what schema.prisma says now. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { say } from '../language/language.ts';
import { compareWithSchema, readMigrations } from '../store/schema-engine.ts';

import type { Command } from './command.ts';

const sentences = say('en').terminal;

export const migration: Command = {
  summary: 'migration NAME: writes the SQL of a new migration for a change of prisma/schema.prisma',
  run: async ([name = ''], io) => {
    if (!/^[a-z0-9_]+$/.test(name)) {
      io.complain(sentences.migrationNeedsName);
      return 1;
    }
    const script = await findDifference();
    io.print(
      script === undefined ? sentences.nothingToMigrate : sentences.wroteMigration(await write(name, script)),
    );
    return 0;
  },
};

async function findDifference(): Promise<string | undefined> {
  const adapter = new PrismaPGlite(await PGlite.create());
  const migrations = await readMigrations();
  const summary = await compareWithSchema(adapter, migrations, 'summary');
  const same = summary.includes('No difference detected');
  return same ? undefined : compareWithSchema(adapter, migrations, 'script');
}

async function write(name: string, script: string): Promise<string> {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = new URL(`../../prisma/migrations/${stamp}_${name}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  const file = fileURLToPath(new URL('migration.sql', folder));
  await writeFile(file, script);
  return file;
}
