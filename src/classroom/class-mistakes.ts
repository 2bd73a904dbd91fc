/** What to reteach: the mistakes that most students of the class made, out of those who could have shown them. */
import type { FirstTryCount, FirstTryExamples, MistakenStudents } from '../store/class-counts.ts';
import type { Example } from '../store/record-attempts.ts';

export interface ClassMistake {
  readonly mistake: string;
  /** Students who made it at a first try, and those whose first tries could have shown it. */
  readonly showed: number;
  readonly couldShow: number;
  /** Where it was made, most often first. */
  readonly places: readonly MistakePlace[];
  /** Real answers, of different students. */
  readonly examples: readonly (Example & { readonly quantity: string })[];
}

export interface MistakePlace {
  readonly position: number;
  readonly part: string;
  readonly quantity: string;
  readonly count: number;
}

const examplesShown = 2;

/** By students, most first; with equally many, the mistake that fewer could have shown. */
export const classMistakes = (
  students: readonly MistakenStudents[],
  counts: readonly FirstTryExamples[],
): readonly ClassMistake[] =>
  students
    .map((row) => {
      const own = counts
        .filter(({ outcome }) => outcome === row.mistake)
        .sort((left, right) => right.count - left.count);
      return { ...row, places: own.map(placeOf), examples: examplesOf(own) };
    })
    .sort(
      (left, right) =>
        right.showed - left.showed ||
        left.couldShow - right.couldShow ||
        left.mistake.localeCompare(right.mistake),
    );

const placeOf = ({ position, part, quantity, count }: FirstTryCount): MistakePlace => ({
  position,
  part,
  quantity,
  count,
});

function examplesOf(counts: readonly FirstTryExamples[]): ClassMistake['examples'] {
  const all = counts.flatMap(({ quantity, examples }) => examples.map((each) => ({ ...each, quantity })));
  const ofStudent = new Map([...all].reverse().map((each) => [each.enrolment, each]));
  return [...ofStudent.values()].reverse().slice(0, examplesShown);
}
