/** A backup of the running site as a file that is gone once it was handed over. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { recordBackup } from '../store/audit.ts';
import { writeBackupFile } from '../store/backup-file.ts';
import { saveMilestone } from '../store/milestones.ts';
import { newId } from '../store/new-id.ts';
import type { Classroom } from './classroom.ts';

export interface BackupMeans {
  /** Of Chainmark. */
  readonly version: string;
  /** Where the file stands meanwhile; there is room in it, and nobody else may read it. */
  readonly folder: string;
}

/** `use` gets the file's name; `byId`: the user who asked, null for a command. */
export async function takeBackup<T>(
  { store, now }: Classroom,
  { version, folder }: BackupMeans,
  byId: string | null,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const madeAt = now();
  const file = join(folder, `backup-${newId(madeAt)}.chainmark`);
  try {
    await writeBackupFile(store, { chainmark: version, madeAt }, file);
    await saveMilestone(store, 'backup', madeAt);
    await recordBackup(store, byId, madeAt);
    return await use(file);
  } finally {
    await rm(file, { force: true });
  }
}

/** What a process that was killed has left. */
export async function removeLeftBackups(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^backup-\w{26}\.chainmark/.test(name)) await rm(join(folder, name), { force: true });
}
