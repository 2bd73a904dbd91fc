/** Statements that every request waits for go to the driver itself: Prisma's adapter takes as long as the database. */
import type { Pool } from 'pg';
import type { PrismaClient } from './client/client.ts';

export interface Statement {
  /** The same name is always the same text, which the server plans once for each connection. */
  readonly name: string;
  readonly text: string;
}

/** Runs a statement whose parameters are all text; its rows as the driver reads them: no column may be a timestamp. */
export type RunStatement = <Row extends object>(
  statement: Statement,
  values: readonly string[],
) => Promise<readonly Row[]>;

export const runOnServer =
  (pool: Pool): RunStatement =>
  async <Row extends object>(statement: Statement, values: readonly string[]) =>
    (await pool.query<Row>({ ...statement, values: [...values] })).rows;

/** The embedded database has one connection, which Prisma's transactions need for themselves. */
export const runByPrisma =
  (prisma: PrismaClient): RunStatement =>
  <Row extends object>({ text }: Statement, values: readonly string[]) =>
    prisma.$queryRawUnsafe<Row[]>(text, ...values);
