/**
 * How long requests wait while a class of 400 is graded again and 200 sheets are drawn: the delay of the event loop,
 * with the work in this thread and in one of its own; and while a teacher prints, exports and tries an exercise out.
 * Embedded database, or the server of DATABASE_URL.
 */
import { request } from 'node:http';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { PGlite } from '@electric-sql/pglite';
import { type AskedJob, askJob, awaitJob } from '../../src/classroom/ask-job.ts';
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { usualBounds } from '../../src/classroom/elsewhere.ts';
import { type JobKind, performIn } from '../../src/classroom/job-kinds.ts';
import { makeWorksheet } from '../../src/classroom/make-worksheet.ts';
import { runJobs } from '../../src/classroom/run-jobs.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { makeThreads } from '../../src/classroom/threads.ts';
import { keyOf } from '../../src/exercise/key.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { openStore, openStoreOn } from '../../src/store/database.ts';
import { newId } from '../../src/store/new-id.ts';
import { findVariant } from '../../src/store/variants.ts';
import { definitions } from '../exercise/catalogue.ts';
import { makeClass } from '../store/sample.ts';
import { join, makePerson } from '../web/people.ts';
import { startTestServer } from '../web/test-server.ts';

const students = Number(process.env.STUDENTS ?? 400);
const url = process.env.DATABASE_URL;
const outcome = await (url
  ? openStore({ kind: 'server', url, connections: 10 })
  : openStoreOn(await PGlite.create()));
if (outcome.kind !== 'open') throw new Error(outcome.kind);
const { store } = outcome;
const exercises = new Map(definitions.map((each) => [each.id, each]));
const classroom = { store, exercises, collections: [], now: () => new Date() };

const group = await makeClass(store, students);
const { courseId } = group;
const assignment = await setAssignment(classroom, {
  courseId,
  title: 'Week 4',
  exercises: ['dw-linear', 'dw-sigmoid', 'both-errors'].filter((id) => exercises.has(id)),
  policy: withoutSchedule({ tries: 5, penalty: '1/4' }),
});
for (const enrolmentId of group.enrolmentIds) {
  for (const { position, exercise } of assignment.exercises) {
    const place = { courseId, enrolmentId, assignmentId: assignment.id, position };
    const stored = await openVariant(classroom, place, exercise);
    for (const right of [false, true]) {
      const variant = (await findVariant(store, courseId, stored.id)) ?? stored;
      const typed = Object.fromEntries(
        variant.variant.parts.map((part) => [
          part.id,
          right && part.kind === 'number' ? keyOf(variant.variant, part.quantity).decimal : '0.123',
        ]),
      );
      await submitAnswer(classroom, { variant, submissionKey: newId(), typed, locale: 'en' });
    }
  }
}
const proposed = { ...assignment, policy: { ...assignment.policy, penalty: '0' } };
const place = { courseId, assignmentId: assignment.id };
const sheets = () => ({
  ...{ courseId, id: newId(), title: 'Sheets', locale: 'en' as const },
  ...{ exercises: ['dw-sigmoid'], copies: 200, online: false },
});

async function measured<K extends JobKind>(name: string, where: string, make: () => AskedJob<K>) {
  const threads = makeThreads(classroom, console.error);
  const perform = where === 'here' ? undefined : performIn(threads, classroom);
  const jobs = runJobs({ ...classroom, atOnce: 2, report: console.error, ...(perform && { perform }) });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const asked = await askJob({ ...classroom, nudgeJobs: jobs.nudge }, make());
  for (let job = asked; ; ) {
    if (job.endedAt) {
      if (job.problem) throw new Error(job.problem);
      break;
    }
    job = (await awaitJob(classroom, { courseId, id: job.id })) ?? job;
  }
  delay.disable();
  const ms = (ns: number): string => (ns / 1e6).toFixed(0).padStart(5);
  console.log(
    `${name.padEnd(18)} ${where.padEnd(10)} ${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s, event loop: median ${ms(delay.percentile(50))} ms, p99 ${ms(delay.percentile(99))} ms, longest ${ms(delay.max)} ms`,
  );
  await jobs.stop();
  await threads.close();
}
console.log(
  url ? 'PostgreSQL server' : 'embedded',
  `${students} students, ${await store.prisma.attempt.count({ where: { courseId } })} attempts`,
);
const foresee = () => ({ kind: 'foresee-change', payload: { ...place, proposed, form: {} } }) as const;
for (const where of ['here', 'in a thread']) {
  await measured('foresee a regrade', where, foresee);
  await measured('coincidences', where, () => ({ kind: 'find-coincidences', payload: place }));
  await measured('200 sheets', where, () => ({ kind: 'make-worksheet', payload: sheets() }));
}

/** Pages and files that a teacher waits for, with everybody else. */
const sheet = await makeWorksheet(classroom, sheets());
const course = `/teach/courses/${courseId}`;
const rounds = 7;
for (const where of ['here', 'in threads']) {
  const bounds = where === 'here' ? undefined : usualBounds;
  const server = await startTestServer(store, undefined, {}, bounds);
  const teacher = await makePerson(server, 'Ada');
  await join(server, courseId, teacher, 'teacher');
  for (const path of [
    `${course}/worksheets/${sheet.id}`,
    `${course}/worksheets/${sheet.id}/keys`,
    `${course}/gradebook`,
    `${course}/gradebook/export/file?format=canvas`,
    '/teach/exercises/dw-sigmoid',
  ]) {
    const [cold, ...warm] = await inRounds(() => took(server.url + path, teacher.cookie));
    const median = warm.map(({ ms }) => ms).sort((left, right) => left - right)[warm.length >> 1];
    const longest = Math.max(...warm.map(({ longestMs }) => longestMs));
    const name = path.replace(course, '').replace(sheet.id, '…');
    console.log(
      `${name.padEnd(38)} ${where.padEnd(10)} ${median?.toFixed(0).padStart(5)} ms (the first ${cold?.ms.toFixed(0)}), event loop: longest ${longest.toFixed(0).padStart(4)} ms`,
    );
  }
}
process.exit(0);

interface Took {
  readonly ms: number;
  /** The longest delay of the event loop meanwhile. */
  readonly longestMs: number;
}

async function inRounds(once: () => Promise<Took>): Promise<readonly Took[]> {
  const all: Took[] = [];
  while (all.length <= rounds) all.push(await once());
  return all;
}

/** Bytes are counted as they come, compressed: reading them is not the server's work. */
function took(url: string, cookie: string): Promise<Took> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { cookie, 'accept-encoding': 'br' } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode} ${url}`));
      response.resume().on('end', () => {
        delay.disable();
        resolve({ ms: performance.now() - began, longestMs: delay.max / 1e6 });
      });
    });
    asked.on('error', reject).end();
  });
}
