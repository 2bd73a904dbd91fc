/** Tells when an exercise file was saved, once the saving has come to rest. For development. */
import { watch } from 'node:fs';
import { projectFolder } from './exercise-files.ts';

const restMs = 100;

/** Where the system cannot watch, nothing is told. Gives what ends it. */
export function watchExercises(changed: () => void, folder: URL = projectFolder): () => void {
  let resting: NodeJS.Timeout | undefined;
  try {
    const watcher = watch(folder, { persistent: false }, () => {
      clearTimeout(resting);
      resting = setTimeout(changed, restMs);
    });
    watcher.on('error', () => watcher.close());
    return () => {
      clearTimeout(resting);
      watcher.close();
    };
  } catch {
    return () => {};
  }
}
