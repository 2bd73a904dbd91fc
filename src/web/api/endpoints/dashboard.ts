/** What a class has not yet understood: mistakes, places of the net, who is stuck, skills, curves, items, time. */
import * as z from 'zod';
import { classItems, learningCurves, skillMap, timeOnTask } from '../../../classroom/class-statistics.ts';
import { dismissAlert } from '../../../classroom/dismiss-alert.ts';
import { followClass } from '../../../classroom/follow-class.ts';
import { stuckRules } from '../../../learning/stuck.ts';
import { classVersion } from '../../../store/class-work.ts';
import { listEnrolments } from '../../../store/enrolments.ts';
import { Refusal } from '../../failure.ts';
import { endpoint, nothing } from '../endpoint.ts';
import { id, idAsked, instant, list } from '../fields.ts';
import { assignmentHere } from '../here.ts';

const interval = z.object({ low: z.number(), high: z.number() });
const student = z.object({ enrolmentId: id, displayName: z.string() });
const studentOf = (enrolment: { readonly id: string; readonly displayName: string }) => ({
  enrolmentId: enrolment.id,
  displayName: enrolment.displayName,
});

const dashboard = '/courses/:courseId/assignments/:assignmentId/dashboard';
const follow = { method: 'GET', action: 'follow the class' } as const;

export const dashboardEndpoints = [
  endpoint({
    ...follow,
    id: 'readToday',
    path: dashboard,
    answers: z.object({
      /** Another one as soon as anything here may have changed. */
      version: z.string(),
      mistakes: list(
        z.object({
          mistake: id,
          /** Students who made it at a first try, and those who could have shown it. */
          showed: z.number(),
          couldShow: z.number(),
          places: list(
            z.object({ position: z.number(), part: z.string(), quantity: z.string(), count: z.number() }),
          ),
          examples: list(
            z.object({ enrolment: id, variant: id, attempt: id, quantity: z.string(), typed: z.string() }),
          ),
        }),
      ),
      places: list(
        z.object({
          place: z.string(),
          tried: z.number(),
          right: z.number(),
          mistake: z.object({ id, count: z.number() }).nullable(),
        }),
      ),
      stuck: list(
        z.object({
          student,
          rule: z.enum(stuckRules),
          at: instant,
          variant: id,
          position: z.number(),
          mistake: id.nullable(),
        }),
      ),
    }),
    run: async (call) => {
      const assignment = await assignmentHere(call);
      const version = await classVersion(call.context.store, assignment.courseId, assignment.id);
      const { mistakes, places, alerts } = await followClass(call.context, assignment);
      return {
        version,
        mistakes,
        places: places.map((place) => ({ ...place, mistake: place.mistake ?? null })),
        stuck: alerts.map((alert) => ({ ...alert, student: studentOf(alert.student) })),
      };
    },
  }),
  endpoint({
    id: 'dismissAlert',
    method: 'POST',
    path: `${dashboard}/dismissals`,
    action: 'follow the class',
    body: z.strictObject({ enrolmentId: idAsked, rule: z.enum(stuckRules) }),
    answers: nothing,
    run: async (call) => {
      const { courseId, id: assignmentId } = await assignmentHere(call);
      const { enrolmentId, rule } = call.body;
      const people = await listEnrolments(call.context.store, courseId);
      if (!people.some((each) => each.id === enrolmentId)) throw new Refusal(404, 'notFound');
      const { id: dismissedBy } = await call.member();
      await dismissAlert(call.context, { courseId, assignmentId, enrolmentId, rule, dismissedBy });
      return undefined;
    },
  }),
  endpoint({
    ...follow,
    id: 'readSkills',
    path: `${dashboard}/skills`,
    answers: z.object({
      skills: list(id),
      students: list(
        z.object({
          student,
          /** One for each skill; null: not tried. */
          cells: list(z.object({ known: z.number(), opportunities: z.number() }).nullable()),
        }),
      ),
    }),
    run: async (call) => {
      const { skills, students } = await skillMap(call.context, (await assignmentHere(call)).courseId);
      const told = students.map((each) => ({
        student: studentOf(each.student),
        cells: each.cells.map((cell) => cell ?? null),
      }));
      return { skills, students: told };
    },
  }),
  endpoint({
    ...follow,
    id: 'readCurves',
    path: `${dashboard}/curves`,
    answers: z.object({
      items: list(
        z.object({
          skill: id,
          points: list(
            z.object({ opportunity: z.number(), tried: z.number(), errorRate: z.number(), interval }),
          ),
        }),
      ),
    }),
    run: async (call) => ({
      items: await learningCurves(call.context, (await assignmentHere(call)).courseId),
    }),
  }),
  endpoint({
    ...follow,
    id: 'readItems',
    path: `${dashboard}/items`,
    answers: z.object({
      items: list(
        z.object({
          position: z.number(),
          part: z.string(),
          tried: z.number(),
          facility: z.number(),
          facilityInterval: interval,
          discrimination: z.object({ value: z.number(), interval, students: z.number() }).nullable(),
          medianSeconds: z.number(),
          hintRate: z.number(),
          unexplained: z.number().nullable(),
          spread: list(z.object({ quantity: z.string(), tried: z.number(), facility: z.number() })),
        }),
      ),
    }),
    run: async (call) => {
      const items = await classItems(call.context, await assignmentHere(call));
      return {
        items: items.map((item) => ({
          ...item,
          discrimination: item.discrimination ?? null,
          unexplained: item.unexplained ?? null,
        })),
      };
    },
  }),
  endpoint({
    ...follow,
    id: 'readTimes',
    path: `${dashboard}/time`,
    answers: z.object({ items: list(z.object({ student, seconds: z.number() })) }),
    run: async (call) => {
      const times = await timeOnTask(call.context, await assignmentHere(call));
      return { items: times.map((time) => ({ ...time, student: studentOf(time.student) })) };
    },
  }),
];
