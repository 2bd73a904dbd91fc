/** Somebody with a browser. A visitor has the name ''. */
import type { Store } from './database.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly siteOwner: boolean;
}

export async function createUser(
  store: Store,
  user: {
    readonly id: string;
    readonly name: string;
    readonly siteOwner?: boolean;
    readonly createdAt: Date;
  },
): Promise<User> {
  return store.prisma.user.create({ data: user, select: columns });
}

export async function nameUser(store: Store, id: string, name: string): Promise<void> {
  await store.prisma.user.update({ where: { id }, data: { name } });
}

/** While there is none, the server prints the link that makes the first teacher. */
export async function hasSiteOwner(store: Store): Promise<boolean> {
  return (await store.prisma.user.findFirst({ where: { siteOwner: true }, select: { id: true } })) !== null;
}

export async function makeSiteOwner(store: Store, id: string): Promise<void> {
  await store.prisma.user.update({ where: { id }, data: { siteOwner: true } });
}

const columns = { id: true, name: true, email: true, siteOwner: true } as const;
