import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findOutage } from '../../src/store/outage.ts';
import { openTestStore } from './test-store.ts';

describe('a transaction of the embedded database', () => {
  it('waits for another that takes seconds, and says that the database does not answer where it waits in vain', async () => {
    const store = await openTestStore('embedded');
    const long = store.prisma.$transaction(() => setTimeout(3000), { timeout: 10_000 });
    await setTimeout(50);
    const inVain = store.prisma.$transaction((prisma) => prisma.user.count(), { maxWait: 500 });
    await expect(inVain).rejects.toSatisfy((error) => findOutage(error) === 'unreachable');
    await expect(store.prisma.$transaction((prisma) => prisma.user.count())).resolves.toBe(0);
    await long;
    await store.close();
  });
});
