/** Courses, and the private practice course of a visitor. */
import type { Store } from './database.ts';
import type { Role } from './enrolments.ts';

export interface Course {
  readonly id: string;
  readonly kind: 'course' | 'practice';
  readonly title: string;
  readonly joinCode: string | null;
}

export interface NewCourse {
  readonly id: string;
  readonly kind: Course['kind'];
  readonly title: string;
  /** newJoinCode(); null where nobody else may join. */
  readonly joinCode: string | null;
  readonly createdAt: Date;
  /** The first person in it. */
  readonly founder: {
    readonly enrolmentId: string;
    readonly userId: string;
    readonly role: Role;
    readonly displayName: string;
  };
}

/** The course, its join code and the founder's enrolment, in one commit. */
export async function createCourse(store: Store, course: NewCourse): Promise<Course> {
  const { founder, ...data } = course;
  const { enrolmentId, ...person } = founder;
  const enrolments = { create: { id: enrolmentId, ...person, createdAt: course.createdAt } };
  const [created] = await store.prisma.$transaction([
    store.prisma.course.create({ data: { ...data, enrolments } }),
    ...(course.joinCode === null
      ? []
      : [store.prisma.joinCode.create({ data: { code: course.joinCode, courseId: course.id } })]),
  ]);
  return courseOf(created);
}

export async function findCourse(store: Store, id: string): Promise<Course | undefined> {
  const row = await store.prisma.course.findUnique({ where: { id } });
  return row ? courseOf(row) : undefined;
}

export async function findCourseByJoinCode(store: Store, code: string): Promise<Course | undefined> {
  const found = await store.prisma.joinCode.findUnique({ where: { code } });
  return found ? findCourse(store, found.courseId) : undefined;
}

/** All but the private ones, newest first; the last thousand. */
export async function listCourses(store: Store): Promise<readonly Course[]> {
  const rows = await store.prisma.course.findMany({
    where: { kind: 'course' },
    orderBy: { id: 'desc' },
    take: 1000,
  });
  return rows.map(courseOf);
}

export interface CourseOfUser {
  readonly course: Course;
  readonly enrolmentId: string;
  readonly role: Role;
}

/** Where this person is enrolled now, newest course first. */
export async function findCoursesOf(store: Store, userId: string): Promise<readonly CourseOfUser[]> {
  const rows = await store.prisma.enrolment.findMany({
    where: { userId, removedAt: null },
    include: { course: true },
    orderBy: { courseId: 'desc' },
  });
  return rows.map((row) => ({ course: courseOf(row.course), enrolmentId: row.id, role: row.role as Role }));
}

function courseOf(row: { id: string; kind: string; title: string; joinCode: string | null }): Course {
  return { id: row.id, kind: row.kind as Course['kind'], title: row.title, joinCode: row.joinCode };
}
