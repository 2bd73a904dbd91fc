/** Who teaches on this site. */
import { type Locale, say } from '../../language/language.ts';
import type { SiteTeacher } from '../../store/users.ts';
import type { Page } from '../page.ts';

export interface TeachersModel {
  readonly locale: Locale;
  readonly teachers: readonly SiteTeacher[];
  /** The address of a link that was just made. */
  readonly invitation?: string;
  readonly signedOut: boolean;
}

export function teachersPage({ locale, teachers, signedOut, invitation = '' }: TeachersModel): Page {
  const { teacher } = say(locale);
  const words = teacher.rest;
  return {
    template: 'teacher/teachers-page',
    title: words.teachers,
    view: {
      words,
      courses: { text: teacher.courses, href: '/teach' },
      invitation,
      signedOut,
      teachers: teachers.map(({ id, name, email, siteOwner, mayTeach, courses }) => ({
        name: name === '' ? words.noName : name,
        email: email ?? '',
        standing: siteOwner ? words.owner : mayTeach ? words.invited : '',
        courses: words.courses(courses),
        change: `/teach/teachers/${id}`,
        withdraw: mayTeach && !siteOwner,
      })),
    },
  };
}
