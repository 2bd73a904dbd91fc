import { describe, expect, it } from 'vitest';
import { newId } from '../../src/store/new-id.ts';
import { sweepTables } from '../../src/store/sweep-tables.ts';
import { noon } from './sample.ts';
import { openTestStore, testDatabases } from './test-store.ts';

describe.each(testDatabases)('sweeping tables on %s', (database) => {
  it('is done where the database does not do it, of what has changed much, and once', async () => {
    const store = await openTestStore(database);
    const users = Array.from({ length: 400 }, () => ({ id: newId(), name: 'Grace', createdAt: noon }));
    await store.prisma.user.createMany({ data: users });
    const leftBehind = async () => {
      const [found] = await store.prisma.$queryRaw<{ dead: number }[]>`
        SELECT n_dead_tup::int AS dead FROM pg_stat_user_tables WHERE relname = 'User'`;
      return found?.dead;
    };
    expect(await sweepTables(store)).toEqual([]);
    for (let change = 0; change < 6; change++)
      await store.prisma.user.updateMany({ data: { name: `${change}` } });
    const swept = await sweepTables(store);
    expect(swept).toEqual(store.pool ? [] : ['User']);
    if (!store.pool) expect(await leftBehind()).toBe(0);
    expect(await sweepTables(store)).toEqual([]);
    expect(await store.prisma.user.count({ where: { name: '5' } })).toBe(400);
    await store.close();
  });
});
