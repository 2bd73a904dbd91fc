/**
 * A teacher's own exercise for their course: the checks of exercise files, then a few variants drawn and certified
 * before it is kept. All of it is bounded, whatever the definition says: characters, draws and time.
 */
import { measureAcceptance } from '../exercise/acceptance.ts';
import type { Definition } from '../exercise/definition.ts';
import { type Locale, say } from '../language/language.ts';
import { isAssigned } from '../store/assignments.ts';
import { countCourseExercises, findCourseExercise, saveCourseExercise } from '../store/course-exercises.ts';
import { readDefinition } from '../store/exercise-files.ts';
import type { Classroom } from './classroom.ts';
import { isOwnExercise } from './find-exercise.ts';
import { type LongWork, workElsewhere } from './long-work.ts';

export interface Uploaded {
  readonly courseId: string;
  readonly yaml: string;
  /** Of the sentences. */
  readonly locale: Locale;
}

export type Added =
  | { readonly kind: 'added'; readonly definition: Definition; readonly replaced: boolean }
  /** What is wrong, one sentence each; nothing was kept. */
  | { readonly kind: 'refused'; readonly sentences: readonly string[] };

export const mostCharacters = 20_000;
export const mostOwnExercises = 200;

/** `gone` is aborted once nobody waits for it any more. */
export async function addExercise(
  classroom: Classroom,
  uploaded: Uploaded,
  gone?: AbortSignal,
): Promise<Added> {
  const { courseId, locale, yaml } = uploaded;
  const words = say(locale).teacher.upload;
  const checked = await workElsewhere(classroom, exerciseCheck, { yaml, locale }, gone);
  if (checked.kind === 'refused') return checked;
  const { definition } = checked;
  const { id } = definition;
  const replaced = (await findCourseExercise(classroom.store, courseId, id)) !== undefined;
  if (replaced && (await isAssigned(classroom.store, courseId, id)))
    return { kind: 'refused', sentences: [words.assigned(id)] };
  if (!replaced && (await countCourseExercises(classroom.store, courseId)) >= mostOwnExercises)
    return { kind: 'refused', sentences: [words.tooMany(mostOwnExercises)] };
  await saveCourseExercise(classroom.store, { courseId, id, yaml, createdAt: classroom.now() });
  return { kind: 'added', definition, replaced };
}

type Checked =
  | { readonly kind: 'checked'; readonly definition: Definition }
  | Extract<Added, { kind: 'refused' }>;

/** Drawing takes as long as trials.timeMs, and a draw more. */
export const exerciseCheck: LongWork<Pick<Uploaded, 'yaml' | 'locale'>, Checked> = {
  at: import.meta.url,
  name: 'exerciseCheck',
  sizeMs: () => trials.timeMs,
  run: async (_, { yaml, locale }) => checkDefinition(yaml, locale),
};

export function checkDefinition(yaml: string, locale: Locale): Checked {
  const words = say(locale).teacher.upload;
  const refused = (...sentences: readonly string[]): Checked => ({ kind: 'refused', sentences });
  if (yaml.trim() === '') return refused(words.empty);
  if (yaml.length > mostCharacters) return refused(words.tooLong(mostCharacters));
  const { definitions, problems } = readDefinition('', yaml);
  if (problems.length > 0)
    return refused(
      ...problems.slice(0, 10).map(({ line, at, expected }) => words.problem(line, at, expected)),
    );
  const [definition] = definitions;
  if (!definition) return refused(words.empty);
  if (!isOwnExercise(definition.id)) return refused(words.ownId(definition.id));
  const refusal = refusalToDraw(definition, locale);
  return refusal ? refused(refusal) : { kind: 'checked', definition };
}

/** An exercise of ours with the fewest gets one variant in 200 draws, in microseconds to milliseconds each. */
const trials = { most: 2000, enough: 2, timeMs: 500 };

/** Students wait for their variant: where even these few are not found in time, the exercise is refused. */
function refusalToDraw(definition: Definition, locale: Locale): string | undefined {
  const end = Date.now() + trials.timeMs;
  const { draws, accepted, constraint } = measureAcceptance(definition, {
    ...trials,
    seed: 'upload',
    goOn: () => Date.now() < end,
  });
  return accepted < trials.enough
    ? say(locale).teacher.upload.noVariant(draws, accepted, constraint)
    : undefined;
}
