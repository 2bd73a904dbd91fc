/** Who is in a course, for those who teach it: seen, added, changed, removed and brought back. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { changePerson, type PersonChange, type PersonOutcome } from '../../classroom/change-person.ts';
import { enterCourse } from '../../classroom/enter-course.ts';
import { fingerprintOf, importRoster, previewRoster } from '../../classroom/import-roster.ts';
import { type Locale, say } from '../../language/language.ts';
import { westernDigits } from '../../lms/safe-text.ts';
import { listAudit } from '../../store/audit.ts';
import { type Course, findCourse } from '../../store/courses.ts';
import { roles } from '../../store/enrolments.ts';
import { findRetention } from '../../store/personal-data.ts';
import { findPerson, listRoster, type RosterFields, type RosterPerson } from '../../store/roster.ts';
import { nameIn, requireEnrolment } from '../access.ts';
import { emailProblem } from '../account/credentials.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import {
  auditPage,
  type PeopleDone,
  type PeopleModel,
  peopleAddress,
  peoplePage,
  personPage,
} from './people-pages.ts';

const all = '/teach/courses/:courseId/people';
const one = `${all}/:enrolmentId`;

export function peopleRoutes(context: WebContext): Router {
  const router = Router();
  router.get(all, async (request, response) => {
    const { done, section } = peopleQuery.parse(request.query);
    await showPeople(context, request, response, { done, section });
  });
  router.post(all, (request, response) => add(context, request, response));
  router.get(one, async (request, response) => {
    const person = await requirePerson(context, request, response);
    await showPerson(context, request, response, { person, fields: person, problem: '' });
  });
  router.post(one, (request, response) => change(context, request, response));
  router.post(`${one}/remove`, (request, response) => apply(context, request, response, { kind: 'removed' }));
  router.post(`${one}/restore`, (request, response) =>
    apply(context, request, response, { kind: 'restored' }),
  );
  router.get('/teach/courses/:courseId/audit', (request, response) => showAudit(context, request, response));
  router.post('/teach/courses/:courseId/enter', async (request, response) => {
    const courseId = nameIn(request, 'courseId');
    if (!(await enterCourse(context, requireUser(response), courseId))) throw new Refusal(404, 'notFound');
    response.redirect(303, `/teach/courses/${courseId}`);
  });
  return router;
}

const doneField = z
  .enum(['added', 'imported', 'saved', 'removed', 'restored', 'anonymised'])
  .optional()
  .catch(undefined);
const peopleQuery = z.object({ done: doneField, section: z.string().max(100).catch('') });
const noPerson = { name: '', number: '', email: '', section: '' };

async function showPeople(
  context: WebContext,
  request: Request,
  response: Response,
  model: Partial<Pick<PeopleModel, 'done' | 'section' | 'typed' | 'problem'>>,
): Promise<void> {
  const { courseId, role } = await requireEnrolment(context, request, response);
  const [course, roster, retentionMonths] = await Promise.all([
    requireCourse(context, courseId),
    listRoster(context.store, courseId),
    findRetention(context.store, courseId),
  ]);
  const { done, section = '', typed = noPerson, problem = '' } = model;
  context.views.send(request, response, (locale) =>
    peoplePage({ locale, course, role, roster, section, done, typed, problem, retentionMonths }),
  );
}

export async function requireCourse({ store }: WebContext, courseId: string): Promise<Course> {
  const course = await findCourse(store, courseId);
  if (!course) throw new Refusal(404, 'notFound');
  return course;
}

const personForm = z.object({
  name: line(200),
  number: line(60).default('').transform(westernDigits),
  email: line(254)
    .default('')
    .transform((text) => text.toLowerCase()),
  section: line(100).default(''),
});

const fieldsOf = ({ name, number, email, section }: z.infer<typeof personForm>): RosterFields => ({
  displayName: name,
  studentNumber: number || null,
  email: email || null,
  section: section || null,
});

function fieldsProblem({ displayName, email }: RosterFields, locale: Locale): string {
  const words = say(locale).people;
  if (displayName === '') return words.personNameMissing;
  return email === null ? '' : (emailProblem(email, words).email ?? '');
}

async function add(context: WebContext, request: Request, response: Response): Promise<void> {
  const teacher = await requireEnrolment(context, request, response);
  const typed = requireForm(personForm, request);
  const [fields, locale] = [fieldsOf(typed), localeOf(request)];
  const list = [{ ...fields, line: 1 }];
  const plan = await previewRoster(context, teacher.courseId, list);
  const known = plan.lines.some(({ kind }) => kind !== 'added') ? say(locale).people.isThere : '';
  const problem = fieldsProblem(fields, locale) || known;
  if (problem !== '') {
    response.status(422);
    return showPeople(context, request, response, { typed, problem });
  }
  await importRoster(context, teacher, { list, shown: fingerprintOf(plan) });
  response.redirect(303, donePath(teacher.courseId, 'added'));
}

const donePath = (courseId: string, done: PeopleDone): string => `${peopleAddress(courseId)}?done=${done}`;

async function requirePerson(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<RosterPerson> {
  const { courseId } = await requireEnrolment(context, request, response);
  const person = await findPerson(context.store, courseId, nameIn(request, 'enrolmentId'));
  if (!person) throw new Refusal(404, 'notFound');
  return person;
}

async function showPerson(
  context: WebContext,
  request: Request,
  response: Response,
  model: { readonly person: RosterPerson; readonly fields: RosterFields; readonly problem: string },
): Promise<void> {
  const { courseId, role } = await requireEnrolment(context, request, response);
  const course = await requireCourse(context, courseId);
  if (model.problem !== '') response.status(422);
  context.views.send(request, response, (locale) => personPage({ locale, course, role, ...model }));
}

const roleField = z.object({ role: z.enum(roles) });

async function change(context: WebContext, request: Request, response: Response): Promise<void> {
  const person = await requirePerson(context, request, response);
  const fields = fieldsOf(requireForm(personForm, request));
  const { role } = requireForm(roleField, request);
  const problem = fieldsProblem(fields, localeOf(request));
  if (problem !== '') return showPerson(context, request, response, { person, fields, problem });
  await apply(context, request, response, { kind: 'fields', fields, role });
}

const doneBy = { fields: 'saved', removed: 'removed', restored: 'restored' } as const;

async function apply(
  context: WebContext,
  request: Request,
  response: Response,
  to: PersonChange,
): Promise<void> {
  const teacher = await requireEnrolment(context, request, response);
  const person = await requirePerson(context, request, response);
  const outcome = await changePerson(context, teacher, { id: person.id, to });
  if (outcome === 'changed') return response.redirect(303, donePath(teacher.courseId, doneBy[to.kind]));
  const problem = refusalIn(outcome, localeOf(request));
  const fields = to.kind === 'fields' ? to.fields : person;
  await showPerson(context, request, response, { person, fields, problem });
}

function refusalIn(outcome: Exclude<PersonOutcome, 'changed'>, locale: Locale): string {
  const { lastTeacher, numberTaken } = say(locale).people;
  if (outcome === 'no-such-person') throw new Refusal(404, 'notFound');
  return outcome === 'last-teacher' ? lastTeacher : numberTaken;
}

const entriesOnPage = 50;
const auditQuery = z.object({ before: z.string().max(40).optional().catch(undefined) });

async function showAudit(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId } = await requireEnrolment(context, request, response);
  const { before } = auditQuery.parse(request.query);
  const [course, roster, found] = await Promise.all([
    requireCourse(context, courseId),
    listRoster(context.store, courseId),
    listAudit(context.store, courseId, { most: entriesOnPage + 1, ...(before && { before }) }),
  ]);
  const entries = found.slice(0, entriesOnPage);
  const more = found.length > entriesOnPage;
  context.views.send(request, response, (locale) => auditPage({ locale, course, entries, roster, more }));
}
