/** The environment, read once and by main.ts alone. */
import { z } from 'zod';
import type { DatabaseAddress } from './store/database.ts';
import type { MailSettings } from './web/account/mailer.ts';
import { type LogSettings, logLevels } from './web/operations/log.ts';
import type { Limits } from './web/pace.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseAddress;
  /** Where people reach this server, without a slash at the end; null for where it listens. */
  readonly publicUrl: string | null;
  /** Not in production: exercises are read again when their files are saved. */
  readonly watchesExercises: boolean;
  /** How many jobs run at once in this process; 0: none, other processes do them. */
  readonly workers: number;
  /** How many proxies stand before this server and are believed whom they forward for; 0: none. */
  readonly proxies: number;
  readonly mail: MailSettings;
  /** Encrypts what may not stand in the database as it is; null: there is no LTI. */
  readonly ltiSecret: string | null;
  /** Never in production: an LMS on this machine may be asked, also without TLS. */
  readonly ltiLoopback: boolean;
  readonly log: LogSettings;
  /** Who may read /metrics from another machine; null: nobody. */
  readonly metricsToken: string | null;
  readonly limits: Limits;
  /** Where traces go (OTLP over HTTP); null: nowhere. */
  readonly tracesTo: string | null;
}

export const usualWorkers = 2;

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
  TRUST_PROXY: z.coerce
    .number('TRUST_PROXY is the number of proxies before this server, such as 1')
    .int('TRUST_PROXY is a whole number')
    .min(0, 'TRUST_PROXY is 0 or more')
    .max(10, 'TRUST_PROXY is at most 10')
    .default(0),
  WORKERS: z.coerce
    .number('WORKERS is a number from 0 to 16')
    .int('WORKERS is a whole number')
    .min(0, 'WORKERS is 0 or more')
    .max(16, 'WORKERS is at most 16')
    .default(usualWorkers),
  SUBMISSIONS_PER_MINUTE: z.coerce
    .number('SUBMISSIONS_PER_MINUTE is a number, such as 60')
    .int('SUBMISSIONS_PER_MINUTE is a whole number')
    .min(10, 'SUBMISSIONS_PER_MINUTE is 10 or more')
    .default(60),
  API_CALLS_PER_MINUTE: z.coerce
    .number('API_CALLS_PER_MINUTE is a number, such as 600')
    .int('API_CALLS_PER_MINUTE is a whole number')
    .min(10, 'API_CALLS_PER_MINUTE is 10 or more')
    .default(600),
  LTI_SECRET: z
    .string()
    .min(32, 'LTI_SECRET has 32 characters or more; make one with: openssl rand -base64 32')
    .optional(),
  LTI_LOOPBACK: z.enum(['0', '1'], 'LTI_LOOPBACK is 0 or 1').default('0'),
  LOG_FORMAT: z.enum(['json', 'text'], 'LOG_FORMAT is json or text').optional(),
  LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL is one of ${logLevels.join(', ')}`).default('info'),
  METRICS_TOKEN: z
    .string()
    .min(16, 'METRICS_TOKEN has 16 characters or more; make one with: openssl rand -hex 16')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(
    /^https?$/,
    'OTEL_EXPORTER_OTLP_ENDPOINT is like http://127.0.0.1:4318',
  ).optional(),
  NODE_ENV: z.string().default('development'),
  SMTP_URL: url(/^smtps?$/, 'SMTP_URL is like smtp://user:password@mail.example.org:587').optional(),
  MAIL_FROM: z.string().default('Chainmark <chainmark@localhost>'),
  PUBLIC_URL: url(/^https?$/, 'PUBLIC_URL is like https://chainmark.example.org').optional(),
});

/** An empty variable counts as one that is not set. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const read = environment.safeParse(set);
  if (!read.success) return { kind: 'problems', problems: read.error.issues.map((issue) => issue.message) };
  const {
    PORT,
    HOST,
    DATA_DIR,
    DATABASE_URL,
    DATABASE_CONNECTIONS,
    PUBLIC_URL,
    NODE_ENV,
    SMTP_URL,
    MAIL_FROM,
    LTI_SECRET,
    LTI_LOOPBACK,
    LOG_FORMAT = NODE_ENV === 'production' ? 'json' : 'text',
    LOG_LEVEL,
    METRICS_TOKEN,
    OTEL_EXPORTER_OTLP_ENDPOINT,
    WORKERS,
    TRUST_PROXY,
    SUBMISSIONS_PER_MINUTE,
    API_CALLS_PER_MINUTE,
  } = read.data;
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
      workers: WORKERS,
      proxies: TRUST_PROXY,
      mail: SMTP_URL
        ? { kind: 'smtp', url: SMTP_URL, from: MAIL_FROM }
        : { kind: NODE_ENV === 'production' ? 'none' : 'printed' },
      ltiSecret: LTI_SECRET ?? null,
      ltiLoopback: LTI_LOOPBACK === '1' && NODE_ENV !== 'production',
      log: LOG_FORMAT === 'json' ? { kind: 'json', level: LOG_LEVEL } : { kind: 'text' },
      limits: { submissionsPerMinute: SUBMISSIONS_PER_MINUTE, apiCallsPerMinute: API_CALLS_PER_MINUTE },
      metricsToken: METRICS_TOKEN ?? null,
      tracesTo: OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    },
  };
}
