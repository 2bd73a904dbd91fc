/** The environment, read once and by main.ts alone. */
import { z } from 'zod';
import type { DatabaseAddress } from './store/database.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseAddress;
  /** Where people reach this server, without a slash at the end; null for where it listens. */
  readonly publicUrl: string | null;
  /** Not in production: exercises are read again when their files are saved. */
  readonly watchesExercises: boolean;
}

export type ConfigOutcome =
  | { readonly kind: 'config'; readonly config: Config }
  /** All that is wrong at once: 'PORT is a whole number'. */
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

const url = (protocol: RegExp, error: string) => z.url({ protocol, error });

const environment = z.object({
  PORT: z.coerce
    .number('PORT is a number from 0 to 65535, such as 3000')
    .int('PORT is a whole number')
    .min(0, 'PORT is 0 or more')
    .max(65535, 'PORT is at most 65535')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: url(
    /^postgres(ql)?$/,
    'DATABASE_URL is like postgresql://user:password@host:5432/name',
  ).optional(),
  DATABASE_CONNECTIONS: z.coerce
    .number('DATABASE_CONNECTIONS is a number, such as 10')
    .int('DATABASE_CONNECTIONS is a whole number')
    .min(1, 'DATABASE_CONNECTIONS is 1 or more')
    .default(10),
  NODE_ENV: z.string().default('development'),
  PUBLIC_URL: url(/^https?$/, 'PUBLIC_URL is like https://chainmark.example.org').optional(),
});

/** An empty variable counts as one that is not set. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const read = environment.safeParse(set);
  if (!read.success) return { kind: 'problems', problems: read.error.issues.map((issue) => issue.message) };
  const { PORT, HOST, DATA_DIR, DATABASE_URL, DATABASE_CONNECTIONS, PUBLIC_URL, NODE_ENV } = read.data;
  return {
    kind: 'config',
    config: {
      port: PORT,
      host: HOST,
      database: DATABASE_URL
        ? { kind: 'server', url: DATABASE_URL, connections: DATABASE_CONNECTIONS }
        : { kind: 'embedded', folder: DATA_DIR },
      publicUrl: PUBLIC_URL?.replace(/\/+$/, '') ?? null,
      watchesExercises: NODE_ENV !== 'production',
    },
  };
}
