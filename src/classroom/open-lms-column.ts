/** An assignment that a link in an LMS opens feeds a column there, where the LMS lets us write grades. */

import { noteLineItem } from '../store/line-items.ts';
import type { Context } from '../store/lti-contexts.ts';
import type { Link } from '../store/lti-links.ts';
import { newId } from '../store/new-id.ts';
import type { Classroom } from './classroom.ts';

export async function openLmsColumn(
  { store, now }: Classroom,
  { id: contextId, courseId, lineItemsUrl }: Context,
  { assignmentId, lineItemUrl, title }: Pick<Link, 'assignmentId' | 'lineItemUrl' | 'title'>,
): Promise<void> {
  if (courseId === null || assignmentId === null || (lineItemUrl ?? lineItemsUrl) === null) return;
  const item = {
    courseId,
    id: newId(),
    assignmentId,
    contextId,
    label: title || 'Chainmark',
    url: lineItemUrl,
  };
  await noteLineItem(store, { ...item, createdAt: now() });
}
