import { describe, expect, it } from 'vitest';
import { gather } from '../../src/store/gather.ts';
import { findOutage } from '../../src/store/outage.ts';
import { logOutages } from '../../src/store/outage-log.ts';
import { openTestStore } from './test-store.ts';

const withCause = (cause: object, code = 'P2010') =>
  Object.assign(new Error('Invalid `prisma.$queryRaw()` invocation:\n\nRaw query failed.'), {
    code,
    meta: { driverAdapterError: { name: 'DriverAdapterError', cause } },
  });

/** As they came when a server was stopped, restarted and filled. */
const unreachable = [
  withCause({ originalCode: '57P01', kind: 'postgres', code: '57P01', severity: 'FATAL' }),
  withCause({ originalCode: '57P03', kind: 'postgres', code: '57P03', severity: 'FATAL' }),
  withCause({ kind: 'DatabaseNotReachable', host: '127.0.0.1', port: 5432 }),
  Object.assign(new Error("Can't reach database server"), { code: 'P1001' }),
  Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  new Error('Client has encountered a connection error and is not queryable'),
  new Error('Connection terminated unexpectedly'),
  new Error('timeout exceeded when trying to connect'),
  Object.assign(new Error('in a thread'), { outage: 'unreachable' }),
];

describe('an outage', () => {
  it.each(unreachable)('is %s', (error) => {
    expect(findOutage(error)).toBe('unreachable');
  });

  it('is a full disk, by its own name', () => {
    expect(findOutage(withCause({ originalCode: '53100', kind: 'postgres' }))).toBe('full');
    expect(findOutage(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toBe('full');
  });

  it('is a full disk where a new connection finds no room, which PostgreSQL calls an internal error', () => {
    const refused = 'Database error. Code: `XX000`. Message: `could not write init file`';
    expect(findOutage(Object.assign(new Error(refused), { code: 'P2010' }))).toBe('full');
    expect(findOutage(Object.assign(new Error('could not write init file'), { code: 'XX000' }))).toBe('full');
  });

  it('is not a statement that is wrong, nor a row that is there already', () => {
    expect(findOutage(withCause({ originalCode: '42601', kind: 'postgres' }))).toBeUndefined();
    expect(findOutage(withCause({ kind: 'UniqueConstraintViolation' }, 'P2002'))).toBeUndefined();
    expect(findOutage(new TypeError('x is undefined'))).toBeUndefined();
    expect(findOutage('unreachable')).toBeUndefined();
  });
});

describe('the log of outages', () => {
  it('says once that one began and once that it ended, whoever else fails meanwhile', async () => {
    const store = await openTestStore('embedded');
    const lines: string[] = [];
    const report = logOutages(store, {
      began: (outage, reason) => lines.push(`began ${outage} ${reason}`),
      ended: () => lines.push('ended'),
      report: (error) => lines.push(`${error}`),
    });
    for (const error of unreachable) report(error);
    for (let again = 0; again < 3; again++) report(withCause({ originalCode: '53100' }));
    report(new TypeError('ours'));
    expect(lines).toEqual([
      'began unreachable Raw query failed.',
      'began full Raw query failed.',
      'TypeError: ours',
    ]);
    await expect.poll(() => lines.at(-1), { timeout: 10_000 }).toBe('ended');
    report(unreachable[0]);
    expect(lines.at(-1)).toBe('began unreachable Raw query failed.');
    await store.close();
  });
});

describe('questions gathered in an outage', () => {
  it('are refused at once, not one after the other', async () => {
    let statements = 0;
    const { ask } = gather<number, number>(async () => {
      statements++;
      throw unreachable[2];
    }, 100);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, question) => ask(question)));
    expect(outcomes.map(({ status }) => status)).toEqual(Array(20).fill('rejected'));
    // The first goes alone; the others were gathered while it was under way, and need no statement to know.
    expect(statements).toBe(1);
  });
});
