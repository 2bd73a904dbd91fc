/** The pages of a teacher's courses. */
import { may } from '../../classroom/permissions.ts';
import type { Collection } from '../../exercise/collection.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Course } from '../../store/courses.ts';
import type { Enrolment, Role } from '../../store/enrolments.ts';
import type { Page } from '../page.ts';
import { attemptsAddress } from './addresses.ts';
import { exerciseChoices } from './exercise-choices.ts';

export interface CoursesModel {
  readonly locale: Locale;
  readonly courses: readonly { readonly title: string; readonly href: string }[];
  /** Courses of the site that its owner is not in. */
  readonly others: readonly { readonly title: string; readonly enter: string }[];
  /** Who owns the site approves learning management systems. */
  readonly owner: boolean;
  readonly problem?: string;
}

export function coursesPage({ locale, courses, others, owner, problem = '' }: CoursesModel): Page {
  const { teacher: words, people } = say(locale);
  const platforms = owner ? say(locale).lti.platforms : '';
  const status = say(locale).status.title;
  const teachers = owner ? words.rest.teachers : '';
  const view = { words, people, courses, others, platforms, teachers, status, problem };
  return { template: 'teacher/courses-page', title: words.courses, view };
}

export interface CoursePageProblems {
  readonly due?: string;
  readonly opens?: string;
  readonly until?: string;
  readonly title?: string;
  readonly exercises?: string;
}

export interface CourseModel {
  readonly locale: Locale;
  /** Of whoever looks at it. */
  readonly role: Role;
  readonly course: Course;
  /** Where students join, in full. */
  readonly joinAddress: string;
  readonly people: readonly Enrolment[];
  readonly assignments: readonly Assignment[];
  readonly exercises: readonly Definition[];
  readonly collections: readonly Collection[];
  readonly problems: CoursePageProblems;
}

export function coursePage(model: CourseModel): Page {
  const { locale, course, people, assignments, exercises, collections, problems, joinAddress } = model;
  const words = say(locale).teacher;
  const { title: titleProblem = '', exercises: exercisesProblem = '' } = problems;
  return {
    template: 'teacher/course-page',
    title: course.title,
    view: {
      words,
      title: course.title,
      joinAddress,
      joinCode: course.joinCode ?? '',
      people: people.map(({ displayName }) => displayName),
      peopleCount: words.students(people.length),
      address: `/teach/courses/${course.id}/assignments`,
      copyHref: `/teach/courses/${course.id}/copy`,
      maySet: may(model.role, 'set assignments'),
      peopleWords: say(locale).people,
      roster: `/teach/courses/${course.id}/people`,
      worksheets: `/teach/courses/${course.id}/worksheets`,
      gradebook: `/teach/courses/${course.id}/gradebook`,
      attempts: attemptsAddress(course.id),
      ownExercises: `/teach/courses/${course.id}/exercises`,
      lms: { href: `/teach/courses/${course.id}/lti`, text: say(locale).lti.courseLinks },
      assignments: assignments.map(({ id, title }) => ({
        title,
        href: `/teach/courses/${course.id}/assignments/${id}`,
      })),
      ...exerciseChoices({ exercises, collections }, locale),
      titleProblem,
      exercisesProblem,
      dueProblem: problems.due ?? '',
      opensProblem: problems.opens ?? '',
      untilProblem: problems.until ?? '',
    },
  };
}
