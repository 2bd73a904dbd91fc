/**
 * Where the code on a printed sheet leads: its teacher to the key, its student to the same exercise online.
 * Opening it changes nothing; the variant of the student begins with the button.
 */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { isOnline, openSheet } from '../../classroom/open-sheet.ts';
import { type Enrolment, findEnrolment } from '../../store/enrolments.ts';
import { findSheetByCode, type Sheet } from '../../store/worksheets.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import type { WebContext } from '../server.ts';
import { findUser } from '../session.ts';
import { exerciseAddress } from '../student/exercise-routes.ts';
import { sheetPage } from './worksheet-pages.ts';

export function sheetRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/sheet', (request, response) => {
    const { code } = z.object({ code: z.string().max(80).catch('') }).parse(request.query);
    if (code.trim() === '') throw new Refusal(404, 'notFound');
    response.redirect(303, `/sheet/${encodeURIComponent(code.trim().toLowerCase())}`);
  });
  router.get('/sheet/:code', async (request, response) => {
    const { sheet, enrolment } = await requireSheet(context, request, response);
    const { courseId, worksheetId, code } = sheet;
    if (enrolment.role !== 'student')
      return response.redirect(303, `/teach/courses/${courseId}/worksheets/${worksheetId}/keys?code=${code}`);
    const online = await isOnline(context, sheet);
    context.views.send(request, response, (locale) => sheetPage(locale, code, online));
  });
  router.post('/sheet/:code', async (request, response) => {
    const { sheet, enrolment } = await requireSheet(context, request, response);
    if (!(await isOnline(context, sheet))) throw new Refusal(403, 'forbidden');
    response.redirect(303, exerciseAddress(await openSheet(context, enrolment, sheet)));
  });
  return router;
}

/** The sheet, for somebody in its course. */
async function requireSheet(
  { store }: WebContext,
  request: Request,
  response: Response,
): Promise<{ readonly sheet: Sheet; readonly enrolment: Enrolment }> {
  const sheet = await findSheetByCode(store, nameIn(request, 'code'));
  if (!sheet) throw new Refusal(404, 'notFound');
  const user = findUser(response);
  const enrolment = user && (await findEnrolment(store, sheet.courseId, user.id));
  if (!enrolment) throw new Refusal(403, 'sheetNeedsCourse');
  return { sheet, enrolment };
}
