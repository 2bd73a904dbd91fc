/** An operation that may take long, said so that a thread finds it: what goes in and what comes out is plain data. */
import type { Classroom } from './classroom.ts';

export interface LongWork<Asked, Made> {
  /** The address of its module, and what it is called there. */
  readonly at: string;
  readonly name: string;
  /** About how many milliseconds it takes where nobody else works. */
  sizeMs(classroom: Classroom, asked: Asked): Promise<number> | number;
  run(classroom: Classroom, asked: Asked): Promise<Made>;
}

/** Done where we are, before a thread would have begun. */
const smallMs = 10;

export const isSmall = async <A, M>(classroom: Classroom, work: LongWork<A, M>, asked: A): Promise<boolean> =>
  (await work.sizeMs(classroom, asked)) <= smallMs;

/** In a thread, where there are any; `gone` is aborted once nobody waits for it any more. */
export const workElsewhere = <A, M>(
  classroom: Classroom,
  work: LongWork<A, M>,
  asked: A,
  gone?: AbortSignal,
): Promise<M> =>
  classroom.elsewhere ? classroom.elsewhere.run(work, asked, gone) : work.run(classroom, asked);
