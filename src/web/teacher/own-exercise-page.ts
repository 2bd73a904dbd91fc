/** The exercises of a course's own, and the form that adds one. */
import { may } from '../../classroom/permissions.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Course } from '../../store/courses.ts';
import type { Role } from '../../store/enrolments.ts';
import type { Page } from '../page.ts';

export interface OwnExercisesModel {
  readonly locale: Locale;
  /** Of whoever looks at it. */
  readonly role: Role;
  readonly course: Course;
  readonly exercises: readonly Definition[];
  /** What stands in the box: what was refused, to be mended. */
  readonly yaml: string;
  /** What went well, as a sentence. */
  readonly said: string;
  /** What did not, one sentence each. */
  readonly problems: readonly string[];
}

export function ownExercisesPage({
  locale,
  role,
  course,
  exercises,
  yaml,
  said,
  problems,
}: OwnExercisesModel): Page {
  const words = say(locale).teacher;
  const address = `/teach/courses/${course.id}/exercises`;
  return {
    template: 'teacher/own-exercises-page',
    title: words.ownExercises,
    view: {
      words,
      course: { text: course.title, href: `/teach/courses/${course.id}` },
      address,
      mayAdd: may(role, 'write exercises'),
      exercises: exercises.map(({ id, level, title }) => ({
        title: title[locale],
        href: `${address}/${id}`,
        about: `${id} · ${words.level(level)}`,
      })),
      yaml: yaml === '' && said === '' ? sample : yaml,
      said,
      problems,
    },
  };
}

/** To begin with, an exercise that can be added as it stands. */
const sample = `id: own-first
level: 4
skills: [K9, K10, K11]
title: { en: A weight of the first part, fa: وزنی از بخش نخست }
prompt:
  en: Carry the errors back to {{h}}, and find {{p1}}.
  fa: خطاها را تا {{h}} برگردانید و {{p1}} را بیابید.
net: { hidden: linear, output: linear }
given: [x, w, u, t]
parts:
  - quantity: dE/dw{i}{j}
`;
