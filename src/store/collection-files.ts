/** The collections, read from exercises/collections/ and checked. */
import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { type Collection, collectionSchema } from '../exercise/collection.ts';

const projectFolder = new URL('../../exercises/collections/', import.meta.url);

/** By the name of the file. Throws where a file is not a collection, or names an exercise that is not in `known`. */
export async function readCollections(
  known: ReadonlySet<string>,
  folder: URL = projectFolder,
): Promise<readonly Collection[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const collection = collectionSchema.parse(parse(await readFile(new URL(file, folder), 'utf8')));
      const strangers = collection.exercises.filter((id) => !known.has(id));
      if (strangers.length > 0) throw new Error(`${file}: there is no exercise ${strangers.join(', ')}`);
      return collection;
    }),
  );
}
