/** chainmark backup FILE: everything the database holds, as it stands at one moment, as a file for `restore`. */
import { say } from '../language/language.ts';
import { writeBackupFile } from '../store/backup-file.ts';
import { saveMilestone } from '../store/milestones.ts';
import type { Command } from './command.ts';
import type { WithClassroom } from './export.ts';
import { isFileProblem, rowsIn } from './restore.ts';

const sentences = say('en').backup;

export const backupCommand = (withClassroom: WithClassroom): Command => ({
  summary: 'backup FILE: everything the database holds, as a file for restore',
  run: async ([file, ...more], io) => {
    if (file === undefined || file.startsWith('-') || more.length > 0) {
      io.complain(sentences.needsFile('backup'));
      return 1;
    }
    return withClassroom(async ({ store, now }, version) => {
      const madeAt = now();
      try {
        const header = await writeBackupFile(store, { chainmark: version, madeAt }, file);
        await saveMilestone(store, 'backup', madeAt);
        io.print(sentences.written(file, rowsIn(header)));
        return 0;
      } catch (error) {
        if (!isFileProblem(error)) throw error;
        io.complain(sentences.cannotWrite(file, error.message));
        return 1;
      }
    });
  },
});
