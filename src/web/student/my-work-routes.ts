/** /me: today, skills and history of whoever asks, over all their courses. Visitors have them for their practice. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { findExercise, isOwnExercise, listExercises } from '../../classroom/find-exercise.ts';
import { assignmentMark, earnedIn } from '../../classroom/gradebook.ts';
import type { Definition } from '../../exercise/definition.ts';
import { renderTitle } from '../../exercise/prompt.ts';
import { forStudent } from '../../exercise/variant.ts';
import { withSteps } from '../../exercise/with-steps.ts';
import { type Access, accessTo, dueOf } from '../../grading/schedule.ts';
import type { Locale } from '../../language/language.ts';
import { exerciseFor } from '../../learning/exercise-for.ts';
import { skills } from '../../learning/skill-graph.ts';
import { type SkillState, togetherIn } from '../../learning/skill-state.ts';
import { todaysFive } from '../../learning/todays-five.ts';
import { parseRational, type Rational, toDouble } from '../../number/rational.ts';
import {
  type AssignedWork,
  listAssignedWork,
  listPastAttempts,
  type PastAttempt,
} from '../../store/my-work.ts';
import { listSkillStatesOf } from '../../store/skill-states.ts';
import { requireQuery } from '../forms.ts';
import type { WebContext } from '../server.ts';
import { findUser } from '../session.ts';
import { textOf } from './exercise-model.ts';
import { exerciseAddress } from './exercise-routes.ts';
import {
  type AssignedEntry,
  type HistoryEntry,
  historyPage,
  skillsPage,
  todayPage,
} from './my-work-pages.ts';

export function myWorkRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/me', (request, response) => showToday(context, request, response));
  router.get('/me/skills', (request, response) => showSkills(context, request, response));
  router.get('/me/history', (request, response) => showHistory(context, request, response));
  return router;
}

async function showToday(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = findUser(response);
  const [states, work] = await Promise.all([
    statesOf(context, response),
    user ? listAssignedWork(context.store, user.id) : [],
  ]);
  const practices = todaysFive(states, context.exercises.values(), context.now());
  const assigned: AssignedEntry[] = [];
  for (const each of work) assigned.push(await entryOf(context, each));
  context.views.send(request, response, (locale) =>
    todayPage({ locale, practices, assigned: assigned.sort(byUrgency) }),
  );
}

async function statesOf({ store }: WebContext, response: Response): Promise<readonly SkillState[]> {
  const user = findUser(response);
  return user ? togetherIn(await listSkillStatesOf(store, user.id)) : [];
}

async function entryOf(
  context: WebContext,
  { assignment, work, courseTitle, enrolmentId, progress, adjustments }: AssignedWork,
): Promise<AssignedEntry> {
  const { courseId, id, title, exercises } = assignment;
  const access = accessTo(work, context.now());
  const own = exercises.some(({ exercise }) => isOwnExercise(exercise));
  const definitions = own ? await listExercises(context, courseId) : context.exercises;
  const book = { exercises: definitions, adjustments };
  const { mark } = assignmentMark(assignment, book, { enrolmentId, rows: progress });
  return {
    text: title,
    course: courseTitle,
    href: `/courses/${courseId}/assignments/${id}`,
    dueAt: dueOf(work),
    phase: phaseOf(access),
    ...(mark && access.revealed && { percent: percent(mark) }),
  };
}

function phaseOf({ phase, revealed, keeps }: Access): AssignedEntry['phase'] {
  if (phase === 'over') return revealed ? 'over' : 'withheld';
  return phase === 'open' && keeps !== '1' ? 'late' : phase;
}

const percent = (fraction: Rational): number => Math.round(100 * toDouble(fraction));

/** What can be worked on first, and of that what is due first. */
const byUrgency = (one: AssignedEntry, other: AssignedEntry): number =>
  Number(isOver(one)) - Number(isOver(other)) || dueTime(one) - dueTime(other) || 0;
const isOver = ({ phase }: AssignedEntry): boolean => phase === 'over' || phase === 'withheld';
const dueTime = ({ dueAt }: AssignedEntry): number => dueAt?.getTime() ?? Number.MAX_VALUE;

async function showSkills(context: WebContext, request: Request, response: Response): Promise<void> {
  const states = await statesOf(context, response);
  const all = [...context.exercises.values()];
  const now = context.now();
  const [next] = todaysFive(states, all, now);
  const exercises = new Map(
    skills.flatMap((skill) => {
      const exercise = exerciseFor(skill, states, all);
      return exercise ? [[skill, exercise.id] as const] : [];
    }),
  );
  context.views.send(request, response, (locale) => skillsPage({ locale, states, now, next, exercises }));
}

const attemptsOnPage = 20;
const historyQuery = z.object({ before: z.string().max(40).optional() });

async function showHistory(context: WebContext, request: Request, response: Response): Promise<void> {
  const { before } = requireQuery(historyQuery, request);
  const user = findUser(response);
  const found = user
    ? await listPastAttempts(context.store, user.id, { before: before ?? null, most: attemptsOnPage + 1 })
    : [];
  const shown = found.slice(0, attemptsOnPage);
  const definitions = await definitionsOf(context, shown);
  const last = found.length > attemptsOnPage ? shown.at(-1) : undefined;
  context.views.send(request, response, (locale) =>
    historyPage({
      locale,
      attempts: shown.map((past) => historyEntry(past, definitions.get(past.id), locale, context.now())),
      ...(last && { older: `/me/history?before=${last.id}` }),
      ...(before !== undefined && { newest: '/me/history' }),
    }),
  );
}

/** By the id of the attempt; none where a teacher's own exercise is gone. */
async function definitionsOf(
  context: WebContext,
  attempts: readonly PastAttempt[],
): Promise<ReadonlyMap<string, Definition>> {
  const found = new Map<string, Definition>();
  for (const { id, courseId, variant } of attempts) {
    const definition = await findExercise(context, courseId, variant.exercise);
    if (definition) found.set(id, definition);
  }
  return found;
}

/** Nothing is told that the variant's own page would not tell. */
function historyEntry(
  past: PastAttempt,
  definition: Definition | undefined,
  locale: Locale,
  now: Date,
): HistoryEntry {
  const { variant, work, result, progress } = past;
  const shown = forStudent(variant);
  const { revealed } = accessTo(work, now);
  return {
    text: definition ? textOf(renderTitle(definition, shown, locale, (name) => name)) : variant.exercise,
    href: exerciseAddress({ courseId: past.courseId, id: past.variantId }),
    place: work.mode === 'practice' ? '' : past.assignmentTitle,
    at: past.createdAt,
    number: past.number,
    gradedAgain: past.gradedAgain,
    answers: answersIn(past),
    ...(revealed && {
      worth: {
        alone: percent(parseRational(result.mark)),
        counted: percent(earnedIn(progress, shown.parts.length)),
      },
    }),
  };
}

/** Of the steps that were filled in and of the parts, in the order in which they stand on the page. */
function answersIn({ variant, result: { parts, steps = [] } }: PastAttempt): HistoryEntry['answers'] {
  const boxes = steps.length > 0 ? withSteps(variant).parts : variant.parts;
  const graded = [...steps, ...parts];
  return boxes.flatMap((part) => {
    const result = graded.find((each) => each.part === part.id);
    return result ? [{ part, result }] : [];
  });
}
