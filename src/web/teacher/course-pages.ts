/** The pages of a teacher's courses. */
import type { Collection } from '../../exercise/collection.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Course } from '../../store/courses.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import type { Page } from '../page.ts';
import { exerciseChoices } from './exercise-choices.ts';

export interface CoursesModel {
  readonly locale: Locale;
  readonly courses: readonly { readonly title: string; readonly href: string }[];
  readonly problem?: string;
}

export function coursesPage({ locale, courses, problem = '' }: CoursesModel): Page {
  const words = say(locale).teacher;
  return { template: 'teacher/courses-page', title: words.courses, view: { words, courses, problem } };
}

export interface CoursePageProblems {
  readonly title?: string;
  readonly exercises?: string;
}

export interface CourseModel {
  readonly locale: Locale;
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
      worksheets: `/teach/courses/${course.id}/worksheets`,
      ownExercises: `/teach/courses/${course.id}/exercises`,
      assignments: assignments.map(({ id, title }) => ({
        title,
        href: `/teach/courses/${course.id}/assignments/${id}`,
      })),
      ...exerciseChoices({ exercises, collections }, locale),
      titleProblem,
      exercisesProblem,
    },
  };
}
