import { defineConfig } from 'prisma/config';

/** For Prisma's own CLI. The server itself migrates with src/store/migrate.ts and needs no DATABASE_URL. */
export default defineConfig({
  schema: '../prisma/schema.prisma',
  migrations: { path: '../prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
