/** What a course keeps of its people: taken away, made nobody's, and for how long it is kept. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { downloadData } from '../../classroom/download-data.ts';
import { forgetPerson } from '../../classroom/forget-person.ts';
import { keepNames } from '../../classroom/keep-names.ts';
import { nameIn, requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { requireForm } from '../forms.ts';
import type { WebContext } from '../server.ts';
import { peopleAddress } from './people-pages.ts';

const course = '/teach/courses/:courseId';

export function dataRoutes(context: WebContext): Router {
  const router = Router();
  router.get(`${course}/people/:enrolmentId/data.json`, async (request, response) => {
    const teacher = await requireEnrolment(context, request, response);
    const data = await downloadData(context, teacher, nameIn(request, 'enrolmentId'));
    if (!data) throw new Refusal(404, 'notFound');
    sendData(response, data);
  });
  router.post(`${course}/people/:enrolmentId/anonymise`, (request, response) =>
    anonymise(context, request, response),
  );
  router.post(`${course}/retention`, async (request, response) => {
    const teacher = await requireEnrolment(context, request, response);
    const { months } = requireForm(retentionForm, request);
    await keepNames(context, teacher, months);
    response.redirect(303, `${peopleAddress(teacher.courseId)}?done=saved`);
  });
  return router;
}

export const sendData = (response: Response, data: unknown): void => {
  response.set('cache-control', 'no-store').attachment('chainmark-data.json');
  response.type('application/json; charset=utf-8').send(`${JSON.stringify(data, null, 1)}\n`);
};

const retentionForm = z.object({
  months: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(240)]),
});

async function anonymise(context: WebContext, request: Request, response: Response): Promise<void> {
  const teacher = await requireEnrolment(context, request, response);
  requireForm(sureForm, request);
  const outcome = await forgetPerson(context, teacher, nameIn(request, 'enrolmentId'));
  if (outcome === 'no-such-person') throw new Refusal(404, 'notFound');
  if (outcome !== 'erased') throw new Refusal(409, 'lastTeacherStays');
  response.redirect(303, `${peopleAddress(teacher.courseId)}?done=anonymised`);
}

/** A tick that the page asks for before what cannot be undone. */
export const sureForm = z.object({ sure: z.literal('yes') });
