/**
 * What the server says of itself while it runs. As JSON (pino) for machines, one line an event; or only what went
 * wrong, as text, for somebody before a terminal. No personal data: an address of the web is named by its pattern.
 */
import pino from 'pino';

export type Fields = Readonly<Record<string, unknown>>;

export interface Log {
  info(fields: Fields, message: string): void;
  warn(fields: Fields, message: string): void;
  /** An error is given as the field `err`. */
  error(fields: Fields, message: string): void;
}

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

export type LogSettings =
  | { readonly kind: 'json'; readonly level: (typeof logLevels)[number] }
  | { readonly kind: 'text' };

export function makeLog(settings: LogSettings, writeLine: (line: string) => void): Log {
  if (settings.kind === 'text') return textLog(writeLine);
  const options: pino.LoggerOptions = {
    level: settings.level,
    base: { service: 'chainmark', pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: withoutAddresses },
  };
  return pino(options, { write: (line: string) => writeLine(line.trimEnd()) });
}

const textLog = (writeLine: (line: string) => void): Log => ({
  info: () => {},
  warn: (_fields, message) => writeLine(message),
  error: ({ err }, message) =>
    writeLine(err === undefined ? message : err instanceof Error ? `${err.stack}` : String(err)),
});

/** Errors of a database may quote the row they are about. */
function withoutAddresses(error: unknown): unknown {
  if (!(error instanceof Error)) return masked(String(error));
  const { type, message, stack } = pino.stdSerializers.err(error);
  return { type, message: masked(message), stack: masked(stack) };
}

const masked = (text: string): string => text.replace(/[^\s@<>()"'=,;:]+@[^\s@<>()"'=,;:]+/g, '[address]');
