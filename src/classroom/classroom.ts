/** What every operation of the classroom works with. One operation a file, named by its verb. */
import type { Collection } from '../exercise/collection.ts';
import type { Definition } from '../exercise/definition.ts';
import type { Store } from '../store/database.ts';
import type { Elsewhere } from './elsewhere.ts';

export interface Classroom {
  readonly store: Store;
  /** The exercises of the project by id, in the order of the ladder; a course's own are found with find-exercise.ts. */
  readonly exercises: ReadonlyMap<string, Definition>;
  /** Exercises in an order, for a teacher to assign as they are. */
  readonly collections: readonly Collection[];
  now(): Date;
  /** Where long work is done, so that nobody else waits for it; left out: here. */
  readonly elsewhere?: Elsewhere;
  /** Hears how far a long operation is, from 0 to 1. */
  readonly tell?: (progress: number) => void;
}
