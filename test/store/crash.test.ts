import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { type DatabaseAddress, openStore } from '../../src/store/database.ts';
import { listPartCounts, listProgress } from '../../src/store/progress.ts';
import { makeDataFolder, makeServerDatabase, opened, testDatabases } from './test-store.ts';

interface Written {
  readonly courseId: string;
  readonly assignmentId: string;
  readonly acknowledged: readonly string[];
}

/** Kills a writer with -9 in the middle of its work. */
async function writeAndKill(address: DatabaseAddress, after: number): Promise<Written> {
  const where = address.kind === 'server' ? address.url : address.folder;
  const script = new URL('crash-writer.ts', import.meta.url).pathname;
  const writer = spawn(process.execPath, ['--import', 'tsx', script, address.kind, where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface(writer.stdout)) {
    lines.push(line);
    if (lines.length === after) writer.kill('SIGKILL');
  }
  if (writer.signalCode === null && writer.exitCode === null) await once(writer, 'exit');
  expect(writer.signalCode).toBe('SIGKILL');
  const [, courseId = '', assignmentId = ''] = lines[0]?.split(' ') ?? [];
  return { courseId, assignmentId, acknowledged: lines.slice(1).filter((line) => line.length === 26) };
}

async function makePlace(database: 'embedded' | 'server') {
  if (database === 'server') {
    const { url, drop } = await makeServerDatabase();
    return { address: { kind: 'server', url, connections: 5 } as const, remove: drop };
  }
  const folder = await mkdtemp(join(tmpdir(), 'chainmark-crash-'));
  await makeDataFolder(folder);
  return { address: { kind: 'embedded', folder } as const, remove: () => rm(folder, { recursive: true }) };
}

describe.each(testDatabases)('a process killed with -9 while it writes, %s', (database) => {
  it('leaves every acknowledged attempt, each counted once', async () => {
    const { address, remove } = await makePlace(database);
    const written = [await writeAndKill(address, 40), await writeAndKill(address, 80)];
    const store = opened(await openStore(address));
    for (const { courseId, assignmentId, acknowledged } of written) {
      const attempts = await store.prisma.attempt.findMany({ where: { courseId }, select: { id: true } });
      const ids = attempts.map(({ id }) => id);
      expect(acknowledged.length).toBeGreaterThan(30);
      expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
      expect(await listProgress(store, courseId, assignmentId)).toHaveLength(ids.length);
      expect((await listPartCounts(store, courseId, assignmentId))[0]?.firstTries).toBe(ids.length);
    }
    await store.close();
    await remove();
  });
});
