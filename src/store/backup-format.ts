/**
 * A backup is lines of JSON, whatever the database and its version: first what it is, then for each table its name and
 * a row a line, each value as the text that PostgreSQL writes and reads; last the digest of all lines before.
 */
import { z } from 'zod';

export const formatVersion = 1;

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int().min(0),
});

export const headerSchema = z.object({
  format: z.literal('chainmark-backup'),
  version: z.number().int(),
  /** Of Chainmark: '0.1.0'. */
  chainmark: z.string(),
  /** The last of the database: '20261123160000_first'. */
  migration: z.string(),
  madeAt: z.iso.datetime(),
  /** Parents before children. */
  tables: z.array(tableSchema),
});

export const trailerSchema = z.object({ rows: z.number().int(), sha256: z.string() });

export type BackupHeader = z.infer<typeof headerSchema>;
export type BackupTable = z.infer<typeof tableSchema>;
export type BackupTrailer = z.infer<typeof trailerSchema>;
