/**
 * Counts and skills made again from the attempts as they are graded now, by the functions that counted them first: after
 * a regrade and its undoing, and for attempts that came in before something was counted. What is found is written in
 * the transaction that it is given.
 */

import { lastHint } from '../learning/evidence.ts';
import { learnFrom } from '../learning/learn-from.ts';
import type { HintEvent, WorkEvent } from '../learning/stuck.ts';
import type { Skill } from '../mistakes/catalogue.ts';
import type { Assignment } from '../store/assignments.ts';
import { listAttemptsIn, listAttemptsOf } from '../store/attempts.ts';
import { studentsAtOnce } from '../store/by-students.ts';
import { listStudentEvents } from '../store/class-work.ts';
import {
  type DatedSkillState,
  type RecountedWork,
  recountCurves,
  recountFirstTries,
  setSeconds,
  setSkillStates,
  setStudentWork,
} from '../store/count-again.ts';
import type { Queries } from '../store/database.ts';
import { listVariantsIn, listVariantsOf } from '../store/variants.ts';
import { type CountedAttempt, eventOf, firstTriesOf } from './counted-work.ts';
import { answeredIn } from './effect-of-attempt.ts';
import { type FoundAgain, foundAgain } from './found-again.ts';
import { grouped, inGroups } from './grouped.ts';

/** After some students' attempts at an assignment were graded again, or put back. */
export async function recountRegraded(
  queries: Queries,
  { courseId, id }: Pick<Assignment, 'courseId' | 'id'>,
  enrolmentIds: Iterable<string>,
): Promise<void> {
  await recountAssignment(queries, courseId, id);
  for (const some of inGroups([...enrolmentIds], studentsAtOnce))
    await recountStudents(queries, { courseId, enrolmentIds: some }, (assignmentId) => assignmentId === id);
  await recountCurves(queries, courseId);
}

/** First tries of a class: right ones, mistakes, outcomes. */
export async function recountAssignment(
  queries: Queries,
  courseId: string,
  assignmentId: string,
): Promise<void> {
  const variants = await listVariantsIn(queries, courseId, assignmentId);
  const first = variants.filter(({ number }) => number === 1);
  const attempts = await listAttemptsIn(queries, courseId, assignmentId);
  const counted = [...foundAgain(first, attempts)].flatMap((found) => {
    const { enrolmentId, position } = found.stored;
    const firstTries = firstTriesOf(found);
    return firstTries.length === 0 ? [] : [{ id: found.attemptId, enrolmentId, position, firstTries }];
  });
  await recountFirstTries(queries, { courseId, assignmentId }, counted);
}

/**
 * What students know, and what they did in some assignments (all of the course, where none is named). Time on task
 * is worked out where it was not kept.
 */
export async function recountStudents(
  queries: Queries,
  { courseId, enrolmentIds }: { readonly courseId: string; readonly enrolmentIds: readonly string[] },
  isCounted: (assignmentId: string) => boolean = () => true,
): Promise<void> {
  const variants = await listVariantsOf(queries, courseId, enrolmentIds);
  const attempts = await listAttemptsOf(queries, courseId, enrolmentIds);
  const found = grouped([...foundAgain(variants, attempts)], ({ stored }) => stored.enrolmentId);
  await setSkillStates(
    queries,
    courseId,
    enrolmentIds,
    [...found].flatMap(([enrolmentId, own]) => skillsAfter(enrolmentId, own)),
  );
  const events = await listStudentEvents(queries, courseId, enrolmentIds);
  const counted = [...found].flatMap(([enrolmentId, own]) =>
    [...grouped(own, ({ stored }) => stored.assignmentId)].flatMap(([assignmentId, there]) =>
      isCounted(assignmentId) ? [{ enrolmentId, assignmentId, there }] : [],
    ),
  );
  const place = (of: Place): string => `${of.enrolmentId} ${of.assignmentId}`;
  const eventsAt = new Map(events.map((each) => [place(each), each.recent]));
  await setStudentWork(
    queries,
    courseId,
    counted.map(({ there, ...at }) => workOf(at, there, hintsIn(eventsAt.get(place(at)) ?? [], there))),
  );
  await setSeconds(
    queries,
    courseId,
    counted.flatMap(({ there }) => secondsIn(there)),
  );
}

type Place = Pick<RecountedWork, 'enrolmentId' | 'assignmentId'>;

function skillsAfter(enrolmentId: string, found: readonly CountedAttempt[]): readonly DatedSkillState[] {
  const skills = new Map<Skill, DatedSkillState>();
  for (const attempt of found) {
    if (!attempt.circumstances.revealed) continue;
    for (const state of learnFrom([...skills.values()], answeredIn(attempt), attempt.at))
      skills.set(state.skill, { ...state, enrolmentId, updatedAt: attempt.at });
  }
  return [...skills.values()];
}

function workOf(place: Place, found: readonly CountedAttempt[], hints: readonly HintEvent[]): RecountedWork {
  const mistakes = found.flatMap(firstTriesOf).flatMap((firstTry) => firstTry.mistakes);
  const answers = found.flatMap((attempt) => eventOf(attempt) ?? []);
  return {
    ...place,
    attempts: found.length,
    seconds: found.reduce((sum, { circumstances }) => sum + circumstances.seconds, 0),
    couldShow: mistakes.map(({ mistake }) => mistake),
    showed: mistakes.flatMap(({ mistake, shown }) => (shown ? [mistake] : [])),
    events: inOrder([...answers, ...hints]),
    lastAt: new Date(Math.max(...found.map(({ at }) => at.getTime()))),
  };
}

/** Last hints: those that are kept as events, and those that only progress still knows of. */
function hintsIn(events: readonly WorkEvent[], found: readonly FoundAgain[]): readonly HintEvent[] {
  const kept = events.filter((event) => event.kind === 'last-hint');
  const variants = new Map(found.map(({ now }) => [now.id, now]));
  const known = [...variants.values()].flatMap(({ id, position, progress }) =>
    progress.flatMap(({ part, hints, hintedAt }): readonly HintEvent[] =>
      hints >= lastHint && hintedAt
        ? [{ kind: 'last-hint', at: hintedAt.toISOString(), variant: id, position, part }]
        : [],
    ),
  );
  const place = ({ variant, part, at }: HintEvent): string => `${variant} ${part} ${at}`;
  return [...new Map([...known, ...kept].map((event) => [place(event), event])).values()];
}

const inOrder = (events: readonly WorkEvent[]): readonly WorkEvent[] =>
  [...events].sort((left, right) => left.at.localeCompare(right.at));

/** Of variants with an attempt whose time was not kept. */
function secondsIn(found: readonly FoundAgain[]) {
  return [...grouped(found, ({ stored }) => stored.id)].flatMap(([variantId, own]) => {
    if (own.every(({ isKept }) => isKept)) return [];
    const seconds = new Map<string, number>();
    for (const { moved, circumstances } of own)
      for (const { part } of moved)
        seconds.set(part, (seconds.get(part) ?? 0) + circumstances.seconds / moved.length);
    return [...seconds].map(([part, all]) => ({ variantId, part, seconds: all }));
  });
}
