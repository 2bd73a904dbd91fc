/**
 * What others would write: Express that answers JSON, or reads a form and keeps one row, by `pg` or by Prisma.
 * A process of its own: tsx baseline.ts bare|pg|prisma DATABASE_URL CONNECTIONS; prints its port.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { PrismaPg } from '@prisma/adapter-pg';
import express, { type Handler } from 'express';
import pg from 'pg';
import { PrismaClient } from '../../../src/store/client/client.ts';

const [kind = '', url = '', connections = '10'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: Number(connections) });
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

/** A row of a table without foreign keys: the least that a submission could keep. */
const row = () => ({
  tokenHash: randomBytes(32).toString('hex'),
  purpose: 'bench',
  createdAt: new Date(),
  expiresAt: new Date(),
});

const insert = `INSERT INTO "OneTimeLink" ("tokenHash", "purpose", "createdAt", "expiresAt") VALUES ($1, $2, $3, $4)`;

const handlers: Readonly<Record<string, Handler>> = {
  bare: (_request, response) => {
    response.json({ status: 'ok' });
  },
  pg: async (_request, response) => {
    await pool.query(insert, Object.values(row()));
    response.json({ status: 'kept' });
  },
  prisma: async (_request, response) => {
    await prisma.oneTimeLink.create({ data: row() });
    response.json({ status: 'kept' });
  },
};
const handler = handlers[kind];
if (!handler) throw new Error(`no baseline ${kind}; there are ${Object.keys(handlers).join(', ')}`);

const app = express();
app.disable('x-powered-by');
app.use(express.urlencoded({ extended: false }));
app.post('/', handler);
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`running at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
