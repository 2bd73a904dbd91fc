/**
 * How `chainmark backup` comes to the embedded database of a running server, which belongs to that process: a socket in
 * the data folder, for its owner alone, that answers with a backup.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inspectBackupFile } from '../store/backup-file.ts';
import type { BackupHeader } from '../store/backup-format.ts';
import type { Classroom } from './classroom.ts';
import { type BackupMeans, removeLeftBackups, takeBackup } from './take-backup.ts';

/** Windows has pipes of a name instead. */
const doorOf = (folder: string): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\chainmark-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32)}`
    : join(folder, 'backup.socket');

/** Whoever calls this holds the folder's lock. What is returned waits for a backup that is under way. */
export async function openBackupDoor(
  classroom: Classroom,
  means: BackupMeans,
  report: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const door = doorOf(means.folder);
  const open = new Set<Promise<void>>();
  const answer = async (socket: Socket): Promise<void> => {
    try {
      await takeBackup(classroom, means, null, (file) => pipeline(createReadStream(file), socket));
    } catch (error) {
      socket.destroy();
      report(error);
    }
  };
  const server = createServer((socket) => {
    socket.on('error', () => {});
    const answered = answer(socket).finally(() => open.delete(answered));
    open.add(answered);
  });
  await removeLeftBackups(means.folder);
  if (process.platform !== 'win32') await rm(door, { force: true });
  server.listen(door);
  await once(server, 'listening');
  if (process.platform !== 'win32') await chmod(door, 0o600);
  return async () => {
    server.close();
    await Promise.all(open);
  };
}

export type FetchedBackup =
  | { readonly kind: 'fetched'; readonly header: BackupHeader }
  /** Nobody serves this folder. */
  | { readonly kind: 'nobody' }
  /** The server could not make it, or ended meanwhile; it has said why. */
  | { readonly kind: 'cut-off' };

/** Takes the place of a file that was there only once it is whole. Rejects with the file system's error. */
export async function fetchBackup(folder: string, file: string): Promise<FetchedBackup> {
  const socket = await knock(doorOf(folder));
  if (!socket) return { kind: 'nobody' };
  const unfinished = `${file}.unfinished`;
  try {
    await pipeline(socket, createWriteStream(unfinished, { mode: 0o600, flush: true }));
    const header = await inspectBackupFile(unfinished);
    if (!header) return { kind: 'cut-off' };
    await rename(unfinished, file);
    return { kind: 'fetched', header };
  } finally {
    socket.destroy();
    await rm(unfinished, { force: true });
  }
}

async function knock(door: string): Promise<Socket | undefined> {
  const socket = connect(door);
  try {
    await once(socket, 'connect');
    return socket;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (['ENOENT', 'ECONNREFUSED', 'ENOTDIR', 'EINVAL'].includes(String(code))) return undefined;
    throw error;
  }
}
