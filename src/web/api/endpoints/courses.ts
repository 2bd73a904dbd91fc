/** Courses: those that somebody teaches, a new one, what one keeps, and its log. */
import * as z from 'zod';
import { enterCourse } from '../../../classroom/enter-course.ts';
import { keepNames } from '../../../classroom/keep-names.ts';
import { startCourse } from '../../../classroom/start-course.ts';
import { auditedActions, listAudit } from '../../../store/audit.ts';
import { type Course, findCourse, findCoursesOf, listCourses } from '../../../store/courses.ts';
import { findEnrolment, type Role, roles } from '../../../store/enrolments.ts';
import { findRetention } from '../../../store/personal-data.ts';
import type { User } from '../../../store/users.ts';
import { Refusal } from '../../failure.ts';
import type { WebContext } from '../../server.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { cutPage, filledLine, id, idAsked, instant, pageById, pageOf, paging } from '../fields.ts';

const course = z.object({
  id,
  title: z.string(),
  /** null: not in it, as the owner of the site may see. */
  role: z.enum(roles).nullable(),
  joinCode: z.string().nullable(),
});

const wholeCourse = z.object({ ...course.shape, keepsNamesMonths: z.number().nullable() });

export const courseSchemas = { Course: course, WholeCourse: wholeCourse };

async function coursesOf({ store }: WebContext, user: User) {
  const own = (await findCoursesOf(store, user.id))
    .filter((each) => each.role !== 'student' && each.course.kind === 'course')
    .map((each): Course & { role: Role | null } => ({ ...each.course, role: each.role }));
  if (!user.siteOwner) return own;
  const known = new Set(own.map((each) => each.id));
  const others = (await listCourses(store)).filter((each) => !known.has(each.id));
  return [...own, ...others.map((each) => ({ ...each, joinCode: null, role: null }))];
}

async function wholeCourseOf({ context, user }: Call<unknown, unknown>, courseId: string) {
  const [found, enrolment, keepsNamesMonths] = await Promise.all([
    findCourse(context.store, courseId),
    findEnrolment(context.store, courseId, user.id),
    findRetention(context.store, courseId),
  ]);
  if (!found) throw new Refusal(404, 'notFound');
  return { ...found, role: enrolment?.role ?? null, keepsNamesMonths };
}

export const courseEndpoints = [
  endpoint({
    id: 'listCourses',
    method: 'GET',
    path: '/courses',
    action: 'see courses to teach',
    query: z.strictObject(paging),
    answers: pageOf(course),
    run: async ({ context, user, query }) =>
      pageById(await coursesOf(context, user), (each) => each.id, query),
  }),
  endpoint({
    id: 'startCourse',
    method: 'POST',
    path: '/courses',
    action: 'start a course',
    body: z.strictObject({ title: filledLine(200) }),
    status: 201,
    answers: wholeCourse,
    run: async (call) => {
      const made = await startCourse(call.context, call.user, call.body.title);
      return wholeCourseOf(call, made.id);
    },
  }),
  endpoint({
    id: 'readCourse',
    method: 'GET',
    path: '/courses/:courseId',
    action: 'follow the class',
    answers: wholeCourse,
    run: (call) => wholeCourseOf(call, call.param('courseId')),
  }),
  endpoint({
    id: 'changeCourse',
    method: 'PATCH',
    path: '/courses/:courseId',
    action: 'protect data',
    body: z.strictObject({ keepsNamesMonths: z.number().int().min(1).max(240).nullable() }),
    answers: wholeCourse,
    run: async (call) => {
      await keepNames(call.context, await call.member(), call.body.keepsNamesMonths);
      return wholeCourseOf(call, call.param('courseId'));
    },
  }),
  endpoint({
    id: 'enterCourse',
    method: 'POST',
    path: '/courses/:courseId/enter',
    action: 'enter as a teacher',
    answers: wholeCourse,
    run: async (call) => {
      const courseId = call.param('courseId');
      if (!(await enterCourse(call.context, call.user, courseId))) throw new Refusal(404, 'notFound');
      return wholeCourseOf(call, courseId);
    },
  }),
  endpoint({
    id: 'listAudit',
    method: 'GET',
    path: '/courses/:courseId/audit',
    action: 'see the audit log',
    query: z.strictObject({ ...paging, person: idAsked.optional() }),
    answers: pageOf(
      z.object({
        id,
        action: z.enum(auditedActions),
        /** Of who did it; null: Chainmark itself. */
        actorId: id.nullable(),
        /** Of whom it is about; null: the whole course. */
        subjectId: id.nullable(),
        detail: z.record(z.string(), z.string()),
        createdAt: instant,
      }),
    ),
    run: async ({ context, param, query: { after, limit, person } }) => {
      const most = limit + 1;
      const asked = { most, ...(after && { before: after }), ...(person && { subjectId: person }) };
      return cutPage(await listAudit(context.store, param('courseId'), asked), (entry) => entry.id, limit);
    },
  }),
];
