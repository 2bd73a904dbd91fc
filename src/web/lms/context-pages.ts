/** The pages that tie courses and links of an LMS to courses and assignments here. */
import { type Locale, say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Course } from '../../store/courses.ts';
import type { LineItem } from '../../store/line-items.ts';
import type { Context } from '../../store/lti-contexts.ts';
import type { Link } from '../../store/lti-links.ts';
import type { Platform } from '../../store/lti-platforms.ts';
import type { Page } from '../page.ts';

export interface ContextModel {
  readonly locale: Locale;
  readonly lms: Context;
  readonly courses: readonly Course[];
  readonly problem?: string;
}

export function contextPage({ locale, lms, courses, problem = '' }: ContextModel): Page {
  const words = say(locale).lti;
  const view = {
    words,
    idea: words.settleIdea(lms.title),
    address: `/lti/contexts/${lms.id}`,
    title: lms.title,
    courses: courses.map(({ id, title }) => ({ id, title })),
    problem,
  };
  return { template: 'lms/context', title: words.settle, view };
}

export interface CourseLtiModel {
  readonly locale: Locale;
  readonly courseId: string;
  readonly title: string;
  readonly contexts: readonly Context[];
  readonly links: readonly Link[];
  readonly assignments: readonly Assignment[];
  readonly platforms: readonly Platform[];
  readonly columns: readonly LineItem[];
}

export function courseLtiPage(model: CourseLtiModel): Page {
  const { locale, courseId, title, contexts, links, assignments, platforms, columns } = model;
  const words = say(locale).lti;
  const here = `/teach/courses/${courseId}`;
  const view = {
    words,
    title,
    course: here,
    contexts: contexts.map((context) => ({
      title: context.title,
      people: context.membershipsUrl === null ? '' : `${here}/lti/people/${context.id}`,
      platform: platforms.find(({ id }) => id === context.platformId)?.name ?? '',
    })),
    columns: columns.map(({ id, assignmentId, label }) => ({
      title: assignments.find((each) => each.id === assignmentId)?.title ?? label,
      href: `${here}/lti/columns/${id}`,
    })),
    links: links.map((link) => ({
      title: link.title,
      address: `${here}/lti/links/${link.id}`,
      open: link.assignmentId === null,
      assignments: assignments.map(({ id, title }) => ({ id, title, chosen: id === link.assignmentId })),
    })),
  };
  return { template: 'lms/course-lti', title: words.courseLinks, view };
}
