/** chainmark backup FILE: everything the database holds, as it stands at one moment, as a file for `restore`. */
import type { FetchedBackup } from '../classroom/backup-door.ts';
import { say } from '../language/language.ts';
import { recordBackup } from '../store/audit.ts';
import { writeBackupFile } from '../store/backup-file.ts';
import { saveMilestone } from '../store/milestones.ts';
import type { Command, CommandIo } from './command.ts';
import type { WithClassroom } from './export.ts';
import { isFileProblem, rowsIn } from './restore.ts';

const sentences = say('en').backup;

/** `fetchFromRunning`: from the server that holds the embedded database; 'nobody' where none does. */
export const backupCommand = (
  withClassroom: WithClassroom,
  fetchFromRunning: (file: string) => Promise<FetchedBackup>,
): Command => ({
  summary: 'backup FILE: everything the database holds, as a file for restore',
  run: async ([file, ...more], io) => {
    if (file === undefined || file.startsWith('-') || more.length > 0) {
      io.complain(sentences.needsFile('backup'));
      return 1;
    }
    try {
      const fetched = await fetchFromRunning(file);
      if (fetched.kind === 'fetched') {
        io.print(sentences.written(file, rowsIn(fetched.header)));
        return 0;
      }
      if (fetched.kind === 'cut-off') {
        io.complain(sentences.cutOff);
        return 1;
      }
    } catch (error) {
      return cannotWrite(error, file, io);
    }
    return withClassroom(async ({ store, now }, version) => {
      const madeAt = now();
      try {
        const header = await writeBackupFile(store, { chainmark: version, madeAt }, file);
        await saveMilestone(store, 'backup', madeAt);
        await recordBackup(store, null, madeAt);
        io.print(sentences.written(file, rowsIn(header)));
        return 0;
      } catch (error) {
        return cannotWrite(error, file, io);
      }
    });
  },
});

function cannotWrite(error: unknown, file: string, io: CommandIo): number {
  if (!isFileProblem(error)) throw error;
  io.complain(sentences.cannotWrite(file, error.message));
  return 1;
}
