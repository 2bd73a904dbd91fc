/** The roster as a file: read, shown for what it would do, applied as a whole; and written. */
import express, { type Request, type Response, Router } from 'express';
import { workElsewhere } from '../../classroom/long-work.ts';
import { noteExport } from '../../classroom/note-export.ts';
import { say } from '../../language/language.ts';
import { decodeText } from '../../lms/encoded-text.ts';
import { importRosterFile } from '../../lms/roster-file.ts';
import { rosterCsv } from '../../lms/write-roster.ts';
import { listRoster } from '../../store/roster.ts';
import { requireEnrolment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { localeOf, looksOf } from '../looks.ts';
import { readMultipart } from '../multipart.ts';
import { goneOf, sendWhole } from '../send-made.ts';
import type { WebContext } from '../server.ts';
import { peopleAddress } from './people-pages.ts';
import { requireCourse } from './people-routes.ts';
import { importPageWork } from './roster-work.ts';

const multipart = express.raw({ type: 'multipart/form-data', limit: '2mb' });

export function rosterRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/teach/courses/:courseId/people.csv', async (request, response) => {
    const teacher = await requireEnrolment(context, request, response);
    const roster = await listRoster(context.store, teacher.courseId);
    await noteExport(context, teacher, { file: 'people' });
    const people = roster.filter(({ removedAt }) => removedAt === null);
    response
      .type('text/csv; charset=utf-8')
      .attachment(`${say(localeOf(request)).people.people}.csv`)
      .send(rosterCsv(people));
  });
  router.post('/teach/courses/:courseId/people/import', multipart, (request, response) =>
    takeList(context, request, response),
  );
  return router;
}

/** Shows what the list would do; applies it where that was shown, and is still so. */
async function takeList(context: WebContext, request: Request, response: Response): Promise<void> {
  const teacher = await requireEnrolment(context, request, response);
  const { csv, chosen, shown } = await listIn(request);
  if (shown === '' || chosen) return showList(context, request, response, { csv, differs: false });
  const { courseId } = teacher;
  const { kind } = await workElsewhere(
    context,
    importRosterFile,
    { courseId, teacher, csv, shown },
    goneOf(response),
  );
  if (kind !== 'imported') return showList(context, request, response, { csv, differs: kind === 'differs' });
  response.redirect(303, `${peopleAddress(courseId)}?done=imported`);
}

interface Sent {
  readonly csv: string;
  /** Whether a file was chosen: it takes the place of what stands in the box. */
  readonly chosen: boolean;
  /** What was shown before, where it is to be applied. */
  readonly shown: string;
}

async function listIn(request: Request): Promise<Sent> {
  const fields = await readMultipart(request);
  const [file, csv, shown] = ['file', 'csv', 'apply'].map((name) => fields.get(name));
  if (file instanceof Blob && file.size > 0) {
    const decoded = decodeText(new Uint8Array(await file.arrayBuffer()));
    if (!decoded) throw new Refusal(422, 'noText');
    return { csv: decoded.text.replace(/^\uFEFF/, ''), chosen: true, shown: '' };
  }
  if (typeof csv !== 'string') throw new Refusal(400, 'notUnderstood');
  return { csv, chosen: false, shown: typeof shown === 'string' ? shown : '' };
}

async function showList(
  context: WebContext,
  request: Request,
  response: Response,
  list: { readonly csv: string; readonly differs: boolean },
): Promise<void> {
  const { courseId } = await requireEnrolment(context, request, response);
  const course = await requireCourse(context, courseId);
  const asked = { ...list, courseId, course, looks: looksOf(request) };
  const { page, isApplicable } = await workElsewhere(context, importPageWork, asked, goneOf(response));
  if (!isApplicable || list.differs) response.status(422);
  sendWhole(request, response, page);
}
