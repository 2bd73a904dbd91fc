/** Where the pages of a dashboard stand, and the way between them. */
import type { Catalogue } from '../../../language/language.ts';
import type { Assignment } from '../../../store/assignments.ts';

export const dashboardPages = ['today', 'skills', 'curves', 'items', 'time'] as const;
export type DashboardPage = (typeof dashboardPages)[number];

export const dashboardAddress = ({ courseId, id }: Pick<Assignment, 'courseId' | 'id'>): string =>
  `/teach/courses/${courseId}/assignments/${id}/dashboard`;

/** What stands at the top of each page. */
export function topView(assignment: Assignment, page: DashboardPage, { teacher }: Catalogue) {
  const words = teacher.dashboard;
  const address = dashboardAddress(assignment);
  const addressOf = (each: DashboardPage) => (each === 'today' ? address : `${address}/${each}`);
  return {
    assignment: { text: assignment.title, href: `${address.replace(/\/dashboard$/, '')}` },
    tabs: dashboardPages.map((each) => ({
      text: words.pages[each],
      href: addressOf(each),
      current: each === page,
    })),
    allAnswers: words.allAnswers,
  };
}
