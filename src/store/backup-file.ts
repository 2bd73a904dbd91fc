/** A backup as a file: its lines, compressed. A file is read to its end before a database is touched. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { BackupHeader } from './backup-format.ts';
import { readLines } from './backup-lines.ts';
import type { Store } from './database.ts';
import { type RestoreOutcome, restoreBackup } from './restore-backup.ts';
import { type BackupMaker, writeBackup } from './write-backup.ts';

/** Takes the place of a file that was there only once it is whole and on the disk. Its owner alone may read it. */
export async function writeBackupFile(store: Store, maker: BackupMaker, file: string): Promise<BackupHeader> {
  const unfinished = `${file}.unfinished`;
  const lines = new PassThrough();
  const written = pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
  try {
    const [header] = await Promise.all([endingWith(lines, writeBackup(store, maker, lines)), written]);
    await flushToDisk(unfinished);
    await rename(unfinished, file);
    return header;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function endingWith<T>(lines: PassThrough, work: Promise<T>): Promise<T> {
  try {
    const done = await work;
    lines.end();
    return done;
  } catch (error) {
    lines.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

async function flushToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

/** Rejects with the file system's error where there is no such file. */
export async function restoreBackupFile(store: Store, file: string): Promise<RestoreOutcome> {
  const state = await reading(file, stateOf);
  return state === 'whole' ? reading(file, (chunks) => restoreBackup(store, chunks)) : { kind: state };
}

/** What a file says that it is, if it is a whole backup. */
export function inspectBackupFile(file: string): Promise<BackupHeader | undefined> {
  return reading(file, async (chunks) => {
    const lines = readLines(chunks);
    let header: BackupHeader | undefined;
    for (;;) {
      const { done, value } = await lines.next().catch(damagedBy);
      if (done) return value === 'whole' ? header : undefined;
      if (value.kind === 'header') header = value.header;
    }
  });
}

async function stateOf(chunks: AsyncIterable<Uint8Array>): Promise<'whole' | 'damaged' | 'no-backup'> {
  const lines = readLines(chunks);
  for (;;) {
    const { done, value } = await lines.next().catch(damagedBy);
    if (done) return value;
  }
}

/** zlib's words for a file that is cut off or changed, and for one that was never compressed. */
function damagedBy(error: unknown): { readonly done: true; readonly value: 'damaged' | 'no-backup' } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('Z_')) throw error;
  const foreign = error instanceof Error && error.message.includes('incorrect header check');
  return { done: true, value: foreign ? 'no-backup' : 'damaged' };
}

async function reading<T>(file: string, use: (chunks: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T> {
  const compressed = createReadStream(file);
  const lines = createGunzip();
  compressed.on('error', (error) => lines.destroy(error)).pipe(lines);
  try {
    return await use(lines);
  } finally {
    compressed.destroy();
    lines.destroy();
  }
}

/** From one database into another, without a file between them. */
export async function moveStore(from: Store, maker: BackupMaker, to: Store): Promise<RestoreOutcome> {
  const lines = new PassThrough();
  const written = endingWith(lines, writeBackup(from, maker, lines));
  const restored = restoreBackup(to, lines).finally(() => lines.destroy());
  // Where writing fails, so does reading, with the same error; where reading is refused, nothing takes what is written.
  const [outcome] = await Promise.all([restored, written.catch(() => undefined)]);
  return outcome;
}
