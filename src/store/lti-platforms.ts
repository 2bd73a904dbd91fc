/** Learning management systems that may send people here, and the places in them where Chainmark was installed. */
import type { Store } from './database.ts';

export const systems = ['canvas', 'moodle', 'brightspace', 'blackboard', 'other'] as const;
export type System = (typeof systems)[number];

/** What we must know of a platform, as its administrator reads it there. */
export interface Registration {
  readonly system: System;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly tokenAudience: string;
  readonly jwksUrl: string;
}

export interface Platform extends Registration {
  readonly id: string;
  /** Only an active one may send people. */
  readonly state: 'pending' | 'active' | 'closed';
}

export interface Deployment {
  readonly deploymentId: string;
  readonly state: 'pending' | 'approved';
}

/** undefined where this client of this issuer is registered already. */
export async function createPlatform(
  store: Store,
  platform: Platform & { readonly createdAt: Date },
): Promise<Platform | undefined> {
  const { count } = await store.prisma.ltiPlatform.createMany({ data: [platform], skipDuplicates: true });
  return count === 0 ? undefined : findPlatform(store, platform.id);
}

export async function findPlatform(store: Store, id: string): Promise<Platform | undefined> {
  const row = await store.prisma.ltiPlatform.findUnique({ where: { id } });
  return row ? platformOf(row) : undefined;
}

/** An issuer alone may have several clients (Canvas has one issuer for all the world). */
export async function listPlatformsOf(store: Store, issuer: string): Promise<readonly Platform[]> {
  return (await store.prisma.ltiPlatform.findMany({ where: { issuer } })).map(platformOf);
}

export async function listPlatforms(
  store: Store,
): Promise<readonly (Platform & { readonly deployments: readonly Deployment[] })[]> {
  const rows = await store.prisma.ltiPlatform.findMany({
    include: { deployments: { orderBy: { createdAt: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({ ...platformOf(row), deployments: row.deployments.map(deploymentOf) }));
}

export async function setPlatformState(store: Store, id: string, state: Platform['state']): Promise<void> {
  await store.prisma.ltiPlatform.updateMany({ where: { id }, data: { state } });
}

export async function findDeployment(
  store: Store,
  platformId: string,
  deploymentId: string,
): Promise<Deployment | undefined> {
  const where = { platformId_deploymentId: { platformId, deploymentId } };
  const row = await store.prisma.ltiDeployment.findUnique({ where });
  return row ? deploymentOf(row) : undefined;
}

/** So many may wait for approval; a platform that names more is not listened to. */
const mostPending = 20;

/** Notes a deployment that was named for the first time, for the owner to approve. */
export async function noteDeployment(
  store: Store,
  deployment: { readonly platformId: string; readonly deploymentId: string; readonly createdAt: Date },
): Promise<void> {
  const { platformId } = deployment;
  const pending = await store.prisma.ltiDeployment.count({ where: { platformId, state: 'pending' } });
  if (pending >= mostPending) return;
  const data = [{ ...deployment, state: 'pending' }];
  await store.prisma.ltiDeployment.createMany({ data, skipDuplicates: true });
}

export async function approveDeployment(
  store: Store,
  deployment: { readonly platformId: string; readonly deploymentId: string; readonly createdAt: Date },
): Promise<void> {
  const { platformId, deploymentId } = deployment;
  await store.prisma.ltiDeployment.upsert({
    where: { platformId_deploymentId: { platformId, deploymentId } },
    create: { ...deployment, state: 'approved' },
    update: { state: 'approved' },
  });
}

function platformOf(row: Omit<Platform, 'system' | 'state'> & { system: string; state: string }): Platform {
  const { id, name, issuer, clientId, authorizationUrl, tokenUrl, tokenAudience, jwksUrl } = row;
  return {
    ...{ id, name, issuer, clientId, authorizationUrl, tokenUrl, tokenAudience, jwksUrl },
    system: row.system as System,
    state: row.state as Platform['state'],
  };
}

const deploymentOf = ({ deploymentId, state }: { deploymentId: string; state: string }): Deployment => ({
  deploymentId,
  state: state as Deployment['state'],
});
