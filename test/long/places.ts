/** Where a site of a test stands, on each kind of database, with nobody else in it; and what stands there afterwards. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type DatabaseAddress, openStore } from '../../src/store/database.ts';
import { makeDataFolder, opened } from '../store/test-store.ts';
import { type Cluster, startCluster } from './cluster.ts';
import type { Submission } from './site.ts';

export interface Place {
  readonly variables: Readonly<Record<string, string>>;
  readonly address: DatabaseAddress;
  readonly folder: string;
  readonly cluster: Cluster | undefined;
  remove(): Promise<void>;
}

/** `megabytes`: on a disk of that size. */
export async function makePlace(database: 'embedded' | 'server', megabytes?: number): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'chainmark-long-'));
  if (megabytes !== undefined) run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  const removeFolder = async (): Promise<void> => {
    if (megabytes !== undefined) run('umount', folder);
    await rm(folder, { recursive: true, force: true });
  };
  if (database === 'server') {
    const cluster = await startCluster(folder);
    const { url } = cluster;
    return {
      variables: { DATABASE_URL: url },
      address: { kind: 'server', url, connections: 5 },
      folder,
      cluster,
      remove: async () => {
        await cluster.stop('immediate');
        await removeFolder();
      },
    };
  }
  await makeDataFolder(folder);
  return {
    variables: { DATA_DIR: folder },
    address: { kind: 'embedded', folder },
    folder,
    cluster: undefined,
    remove: removeFolder,
  };
}

export function run(command: string, ...argv: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')}: ${error ?? stderr}`);
}

const nameOf = ({ variantId, submissionKey }: Submission): string => `${variantId} ${submissionKey}`;

/** Nobody was told that an answer counts that is not there; none is there twice, and none that was not sent. */
export async function expectEachOnce(address: DatabaseAddress, sent: readonly Submission[]): Promise<void> {
  const store = opened(await openStore(address));
  const stored = await store.prisma.attempt.findMany({ select: { variantId: true, submissionKey: true } });
  expect(stored.map(nameOf).toSorted()).toEqual(sent.map(nameOf).toSorted());
  await store.close();
}
