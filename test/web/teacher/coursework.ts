/** Work of students through the web: an assignment is set, an exercise opened and answered. */
import { newId } from '../../../src/store/new-id.ts';
import type { makeCourse, Person } from '../people.ts';

type Course = Awaited<ReturnType<typeof makeCourse>>;

/** Its address for teachers. */
export async function assign(
  { teacher, courseId }: Course,
  exercises: readonly string[],
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const form = new URLSearchParams({ title: 'Week 1', tries: '3', ...fields });
  for (const exercise of exercises) form.append('exercise', exercise);
  const response = await teacher.post(`/teach/courses/${courseId}/assignments`, form);
  if (response.status !== 303) throw new Error(`not assigned: ${response.status}`);
  return response.headers.get('location') ?? '';
}

/** The id of the variant. `assignment`: its address for teachers. */
export async function openExercise(student: Person, assignment: string, position: number): Promise<string> {
  const response = await student.post(`${assignment.replace('/teach', '')}/${position}`, {});
  return response.headers.get('location')?.split('/').at(-1) ?? '';
}

export async function answerWith(
  { student, courseId }: Pick<Course, 'student' | 'courseId'>,
  variantId: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const answers = Object.entries(typed).map(([part, text]) => [`answer.${part}`, text]);
  const response = await student.post(`/exercise/${courseId}/${variantId}`, {
    submission: newId(),
    ...Object.fromEntries(answers),
  });
  if (response.status !== 303) throw new Error(`not answered: ${response.status}`);
}
