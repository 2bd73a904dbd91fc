/** A store whose database is away whenever a test says so. */
import type { Store } from '../../src/store/database.ts';

export interface Outage {
  /** Of PostgreSQL, Prisma or the operating system. */
  readonly code: string;
}

export function failing(store: Store, outage: () => Outage | undefined): Store {
  const fail = (): never => {
    throw Object.assign(new Error('a test'), outage());
  };
  const prisma = new Proxy(store.prisma, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (!outage()) return value;
      return typeof value === 'function'
        ? async () => fail()
        : new Proxy({}, { get: () => async () => fail() });
    },
  });
  return { ...store, prisma, visits: async (arrival) => (outage() ? fail() : store.visits(arrival)) };
}
