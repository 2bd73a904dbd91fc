/** chainmark restore FILE: a backup into an empty database, all of it or nothing. */
import { say } from '../language/language.ts';
import { restoreBackupFile } from '../store/backup-file.ts';
import type { BackupHeader } from '../store/backup-format.ts';
import type { RestoreRefusal } from '../store/restore-backup.ts';
import type { Command } from './command.ts';
import type { WithClassroom } from './export.ts';

const sentences = say('en').backup;

export const restoreCommand = (withClassroom: WithClassroom): Command => ({
  summary: 'restore FILE: a backup into a database that nobody has used yet',
  run: async ([file, ...more], io) => {
    if (file === undefined || file.startsWith('-') || more.length > 0) {
      io.complain(sentences.needsFile('restore'));
      return 1;
    }
    return withClassroom(async ({ store }) => {
      try {
        const outcome = await restoreBackupFile(store, file);
        if (outcome.kind !== 'restored') {
          io.complain(whyNot(outcome));
          return 1;
        }
        const { header } = outcome;
        io.print(sentences.restored(file, header.madeAt, rowsIn(header)));
        return 0;
      } catch (error) {
        if (!isFileProblem(error)) throw error;
        io.complain(sentences.cannotRead(file, error.message));
        return 1;
      }
    });
  },
});

export const whyNot = (refusal: RestoreRefusal): string =>
  'chainmark' in refusal ? sentences[refusal.kind](refusal.chainmark) : sentences[refusal.kind];

export const rowsIn = ({ tables }: BackupHeader): string =>
  `${tables.reduce((sum, { rows }) => sum + rows, 0)}`;

/** What the file system says: no such file, no room, not allowed. */
export const isFileProblem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;
