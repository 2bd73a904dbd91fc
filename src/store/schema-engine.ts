/**
 * Prisma's own migration engine, compiled to WebAssembly: what the Prisma CLI would download as a binary.
 * It applies prisma/migrations and writes new ones, on the embedded database and on a server alike.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { DiffTarget, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';

const prismaFolder = new URL('../../prisma/', import.meta.url);
const noFilters = { externalTables: [], externalEnums: [] };

export interface Migration {
  /** '20261123160000_first' */
  readonly name: string;
  readonly sql: string;
}

/** The migrations this version of Chainmark knows, oldest first. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const folder = new URL('migrations/', prismaFolder);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => ({
      name,
      sql: await readFile(new URL(`${name}/migration.sql`, folder), 'utf8'),
    })),
  );
}

/** Applies what is missing and returns the names, oldest first. Throws the engine's error if one fails. */
export async function applyMigrations(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return withEngine(adapter, async (engine) => {
    const migrationsList = migrationList(migrations);
    return (await engine.applyMigrations({ migrationsList, filters: noFilters })).appliedMigrationNames;
  });
}

/**
 * What schema.prisma has that the migrations do not: 'summary' in words, 'script' as the SQL of the next migration.
 * The migrations are tried out on a database in memory.
 */
export async function compareWithSchema(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  migrations: readonly Migration[],
  form: 'summary' | 'script',
): Promise<string> {
  const schema: DiffTarget = {
    tag: 'schemaDatamodel',
    files: [
      { path: 'schema.prisma', content: await readFile(new URL('schema.prisma', prismaFolder), 'utf8') },
    ],
  };
  const result = await withEngine(adapter, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrationList(migrations) },
      to: schema,
      script: form === 'script',
      exitCode: null,
      filters: noFilters,
    }),
  );
  return result.stdout ?? '';
}

async function withEngine<T>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, bound);
  try {
    return await use(engine);
  } finally {
    engine.free();
  }
}

/** TypeScript declares this only together with the browser's library. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ readonly instance: { readonly exports: Record<string, unknown> } }>;
};

type Bindings = typeof import('@prisma/schema-engine-wasm') & { __wbg_set_wasm(instance: object): void };
let loaded: Promise<Bindings> | undefined;

/** The package's own entry imports the .wasm as a module, which Node 20 cannot; so its two halves are joined here. */
function loadEngine(): Promise<Bindings> {
  loaded ??= (async () => {
    const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg' as string)) as Bindings;
    const bytes = await readFile(
      createRequire(import.meta.url)
        .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
        .replace(/\.js$/, '.wasm'),
    );
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
    bindings.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return bindings;
  })();
  return loaded;
}

function migrationList(migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: 'prisma/migrations',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}
