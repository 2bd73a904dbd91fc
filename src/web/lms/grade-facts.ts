/** What a student reads of their grade's way into the LMS. */
import { type Locale, say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Store } from '../../store/database.ts';
import { listLineItems } from '../../store/line-items.ts';
import { listPassbacksOf } from '../../store/passbacks.ts';

/** One line for each LMS that gets a grade of this assignment; none where nothing was answered yet. */
export async function gradeFacts(store: Store, { courseId, id }: Assignment, enrolmentId: string) {
  const [items, rows] = await Promise.all([
    listLineItems(store, courseId),
    listPassbacksOf(store, courseId, enrolmentId),
  ]);
  const own = new Set(items.filter(({ assignmentId }) => assignmentId === id).map((item) => item.id));
  const states = rows.filter(({ lineItemId }) => own.has(lineItemId)).map(({ state }) => state);
  return (locale: Locale) => {
    const { lti } = say(locale);
    return states.map((state) => ({ name: lti.gradeInLms, text: lti.gradeStates[state] }));
  };
}
