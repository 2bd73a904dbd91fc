/** Waiting for a job: its page comes again by itself until there is something to see. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { type AskedJob, askJob, awaitJob } from '../../classroom/ask-job.ts';
import { type JobKind, jobKinds } from '../../classroom/job-kinds.ts';
import type { Job } from '../../store/jobs.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireQuery } from '../forms.ts';
import type { WebContext } from '../server.ts';
import { requireTeacher } from './course-routes.ts';
import { jobPage, resultAddress, type ShownKind } from './job-page.ts';

export function jobRoutes(context: WebContext): Router {
  const router = Router();
  const one = '/teach/courses/:courseId/jobs/:jobId';
  router.get(one, async (request, response) => {
    const job = await requireJob(context, request, response);
    if (isDone(job)) return response.redirect(303, resultAddress(job));
    if (job.endedAt === null) response.set('refresh', `${secondsToNext(job, context.now())}`);
    response.set('cache-control', 'no-store');
    context.views.send(request, response, (locale) => jobPage(locale, job));
  });
  router.post(one, async (request, response) => {
    const job = await requireJob(context, request, response);
    sendToJob(response, isFailed(job) ? await askAgain(context, job) : job);
  });
  return router;
}

async function requireJob(context: WebContext, request: Request, response: Response): Promise<Job> {
  const { courseId } = await requireTeacher(context, request, response);
  const job = await awaitJob(context, { courseId, id: nameIn(request, 'jobId') });
  if (!job) throw new Refusal(404, 'notFound');
  return job;
}

/** With what was asked before. */
function askAgain(context: WebContext, { kind, courseId, payload }: Job): Promise<Job> {
  const shown = kind as ShownKind;
  const again = { ...jobKinds[shown].payload.parse(payload), courseId: courseId ?? '' };
  return askJob(context, { kind: shown, payload: again });
}

const isFailed = ({ endedAt, problem }: Job): boolean => endedAt !== null && problem !== null;
const isDone = ({ endedAt, problem }: Job): boolean => endedAt !== null && problem === null;

/** Whoever waits long is asked less often. */
const secondsToNext = ({ createdAt }: Job, now: Date): number =>
  Math.min(30, Math.max(2, Math.round((now.getTime() - createdAt.getTime()) / 10_000)));

const sendToJob = (response: Response, { courseId, id }: Job): void =>
  response.redirect(303, `/teach/courses/${courseId}/jobs/${id}`);

/** The job once it is done; undefined where that takes longer, and its reader was sent to wait for it. */
export async function doneAtOnce<K extends JobKind>(
  context: WebContext,
  response: Response,
  asked: AskedJob<K>,
): Promise<Job | undefined> {
  const job = await askJob(context, asked);
  if (isDone(job)) return job;
  sendToJob(response, job);
  return undefined;
}

/** The same for a page: where its address names a job that was done for it, that one. */
export async function doneForPage<K extends JobKind>(
  context: WebContext,
  request: Request,
  response: Response,
  asked: AskedJob<K>,
): Promise<Job | undefined> {
  return (await findNamed(context, request, asked)) ?? doneAtOnce(context, response, asked);
}

const query = z.object({ job: line(80).default('') });

async function findNamed<K extends JobKind>(
  context: WebContext,
  request: Request,
  { kind, payload }: AskedJob<K>,
): Promise<Job | undefined> {
  const { job: id } = requireQuery(query, request);
  const job = id === '' ? undefined : await awaitJob(context, { courseId: payload.courseId, id });
  return job?.kind === kind && isDone(job) && placeOf(job.payload) === placeOf(payload) ? job : undefined;
}

const placeOf = (payload: unknown): unknown => (payload as { assignmentId?: string }).assignmentId;
