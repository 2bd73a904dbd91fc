/** Who is new in the LMS, and who is gone from it. */
import type { Compared } from '../../classroom/compare-lms-people.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Context } from '../../store/lti-contexts.ts';
import type { Page } from '../page.ts';

export interface PeopleModel {
  readonly locale: Locale;
  readonly courseId: string;
  readonly lms: Context;
  /** undefined where the LMS does not tell. */
  readonly compared: Compared | undefined;
}

export function peoplePage({ locale, courseId, lms, compared }: PeopleModel): Page {
  const words = say(locale).lti;
  const course = `/teach/courses/${courseId}/lti`;
  const { added = [], gone = [], otherRole = [] } = compared ?? {};
  const view = {
    words,
    course,
    title: lms.title,
    address: `${course}/people/${lms.id}`,
    told: compared !== undefined,
    same: compared !== undefined && added.length + gone.length === 0,
    people: `/teach/courses/${courseId}/people`,
    otherRole: otherRole.map(({ enrolment, there }) =>
      words.roleThere(enrolment.displayName, words.memberRoles[enrolment.role], words.memberRoles[there]),
    ),
    added: added.map(({ subject, name, role }) => ({
      subject,
      name: name || words.hiddenName(subject.slice(0, 12)),
      role: words.memberRoles[role],
    })),
    gone: gone.map(({ id, displayName }) => ({ id, name: displayName })),
  };
  return { template: 'lms/people', title: words.lmsPeople, view };
}
