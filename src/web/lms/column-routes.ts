/** Teachers see the ledger of a column, say when grades go, and send them. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { choosePassback } from '../../classroom/choose-passback.ts';
import { sendGrades } from '../../classroom/send-grades.ts';
import { findAssignment } from '../../store/assignments.ts';
import { listEnrolments } from '../../store/enrolments.ts';
import { countedVariants, findLineItem, type LineItem, sendTimes } from '../../store/line-items.ts';
import { listPassbacks } from '../../store/passbacks.ts';
import { nameIn, requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import type { WebContext } from '../server.ts';
import { columnPage } from './column-pages.ts';

export function columnRoutes(context: WebContext): Router {
  const router = Router();
  const column = '/teach/courses/:courseId/lti/columns/:lineItemId';
  router.get(column, (request, response) => show(context, request, response));
  router.post(`${column}/policy`, (request, response) => changePolicy(context, request, response));
  router.post(`${column}/send`, (request, response) => send(context, request, response));
  return router;
}

async function requireColumn(context: WebContext, request: Request, response: Response): Promise<LineItem> {
  const { courseId } = await requireEnrolment(context, request, response);
  const item = await findLineItem(context.store, courseId, nameIn(request, 'lineItemId'));
  if (!item) throw new Refusal(404, 'notFound');
  return item;
}

const back = (response: Response, { courseId, id }: LineItem): void =>
  response.redirect(303, `/teach/courses/${courseId}/lti/columns/${id}`);

async function show(context: WebContext, request: Request, response: Response): Promise<void> {
  const item = await requireColumn(context, request, response);
  const [assignment, people, rows] = await Promise.all([
    findAssignment(context.store, item.courseId, item.assignmentId),
    listEnrolments(context.store, item.courseId),
    listPassbacks(context.store, item.courseId, item.id),
  ]);
  context.views.send(request, response, (locale) =>
    columnPage({ locale, item, title: assignment?.title ?? item.label, people, rows }),
  );
}

const policyForm = z.object({ sends: z.enum(sendTimes), counts: z.enum(countedVariants) });

async function changePolicy(context: WebContext, request: Request, response: Response): Promise<void> {
  const policy = requireForm(policyForm, request);
  const item = await requireColumn(context, request, response);
  await choosePassback(context, item, policy);
  back(response, item);
}

const sendForm = z.object({ student: line(80) });

async function send(context: WebContext, request: Request, response: Response): Promise<void> {
  const { student } = requireForm(sendForm, request);
  const item = await requireColumn(context, request, response);
  await sendGrades(context, item, student || null);
  back(response, item);
}
