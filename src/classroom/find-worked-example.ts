/** A worked example of a mistake for a class: in numbers of its own, from the exercise in which the class makes it most. */
import type { Definition } from '../exercise/definition.ts';
import { solutionInText, type TextStep } from '../exercise/solution-in-text.ts';
import { forStudent, type VariantForStudent } from '../exercise/variant.ts';
import { type WorkedExample, workedExample } from '../grading/worked-example.ts';
import type { MistakeId } from '../mistakes/catalogue.ts';
import type { Assignment } from '../store/assignments.ts';
import { listFirstTryExamples, listMistakenStudents } from '../store/class-counts.ts';
import { classMistakes } from './class-mistakes.ts';
import type { Classroom } from './classroom.ts';
import { listExercises } from './find-exercise.ts';
import type { LongWork } from './long-work.ts';

export interface ExampleAsked {
  readonly assignment: Assignment;
  readonly mistake: MistakeId;
  /** The exercises to take it from, the best first. */
  readonly definitions: readonly Definition[];
  /** Which numbers: 1, 2, … */
  readonly draw: number;
}

/** The exercises of the assignment; where the class makes the mistake most often comes first. */
export async function exercisesForExample(
  classroom: Classroom,
  { courseId, id, exercises }: Assignment,
  mistake: MistakeId,
): Promise<readonly Definition[]> {
  const [mistaken, counts, known] = await Promise.all([
    listMistakenStudents(classroom.store, courseId, id),
    listFirstTryExamples(classroom.store, courseId, id),
    listExercises(classroom, courseId),
  ]);
  const asked = classMistakes(mistaken, counts).find((each) => each.mistake === mistake);
  const made = asked?.places.map(({ position }) => position) ?? [];
  const positions = new Set([...made, ...exercises.map(({ position }) => position)]);
  return [...positions].flatMap((position) => {
    const exercise = exercises.find((each) => each.position === position)?.exercise ?? '';
    const definition = known.get(exercise);
    return definition ? [definition] : [];
  });
}

export interface FoundExample extends WorkedExample {
  readonly definition: Definition;
}

/** undefined: none of the exercises shows the mistake in a number that is asked. */
export function firstExample({
  definitions,
  mistake,
  assignment,
  draw,
}: ExampleAsked): FoundExample | undefined {
  for (const definition of definitions) {
    const example = workedExample(definition, mistake, `${assignment.id} ${mistake} ${draw}`);
    if (example) return { ...example, definition };
  }
  return undefined;
}

/** For programs: without what it was drawn from. */
export interface ExampleInText extends Pick<WorkedExample, 'part' | 'form' | 'wrong' | 'right'> {
  readonly exercise: VariantForStudent;
  readonly steps: readonly TextStep[];
}

/** Draws until the mistake shows, perhaps in each of them. */
export const exampleWork: LongWork<ExampleAsked, ExampleInText | null> = {
  at: import.meta.url,
  name: 'exampleWork',
  sizeMs: () => Number.POSITIVE_INFINITY,
  run: async (_, asked) => {
    const found = firstExample(asked);
    if (!found) return null;
    const { variant, part, form, wrong, right } = found;
    const steps = solutionInText(variant, part.quantity);
    return { exercise: forStudent(variant), part, form, wrong, right, steps };
  },
};
