/**
 * How long a class takes to be regraded: plan, apply, undo; 200 students with 40 attempts each. Embedded database, or
 * the server of DATABASE_URL.
 */
import { performance } from 'node:perf_hooks';
import { PGlite } from '@electric-sql/pglite';
import { applyRegrade } from '../../src/classroom/apply-regrade.ts';
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { planRegrade } from '../../src/classroom/plan-regrade.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { answerVariant } from '../../src/classroom/submit-answer.ts';
import { undoLatestRegrade } from '../../src/classroom/undo-regrade.ts';
import { keyOf } from '../../src/exercise/key.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { openStore, openStoreOn } from '../../src/store/database.ts';
import { newId } from '../../src/store/new-id.ts';
import { listRegrades } from '../../src/store/regrades.ts';
import { definitions } from '../exercise/catalogue.ts';
import { makeClass } from '../store/sample.ts';

const students = Number(process.env.STUDENTS ?? 200);
const tries = 10;
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
  exercises: ['dw-linear', 'dw-relu', 'du-linear', 'back-to-hidden-linear'],
  policy: withoutSchedule({ tries: tries + 1, penalty: '1/20' }),
});
const { id: assignmentId } = assignment;
const ahead = [...group.enrolmentIds];
await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (let enrolmentId = ahead.pop(); enrolmentId; enrolmentId = ahead.pop())
      for (const { position, exercise } of assignment.exercises) {
        let variant = await openVariant(
          classroom,
          { courseId, enrolmentId, assignmentId, position },
          exercise,
        );
        for (let attempt = 1; attempt <= tries; attempt++) {
          const typed = Object.fromEntries(
            variant.variant.parts.map((part) => [
              part.id,
              attempt === tries && part.kind === 'number'
                ? keyOf(variant.variant, part.quantity).decimal
                : `0.12${attempt}`,
            ]),
          );
          variant = await answerVariant(classroom, { variant, submissionKey: newId(), typed, locale: 'en' });
        }
      }
  }),
);
console.log(
  url ? 'PostgreSQL server' : 'embedded',
  `${students} students, ${await store.prisma.attempt.count({ where: { courseId } })} attempts`,
);

async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const done = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (ms: number): string => (ms / 1000).toFixed(1).padStart(5);
  console.log(
    `${name.padEnd(6)} ${seconds(performance.now() - began)} s, of which this process worked ${seconds((user + system) / 1000)} s`,
  );
  return done;
}
const by = { byId: 'teacher', reason: 'Too strict' };
const proposed = { ...assignment, policy: { ...assignment.policy, penalty: '0' } };
const plan = await measured('plan', () => planRegrade(classroom, assignment, proposed));
await measured('apply', () => applyRegrade(classroom, { plan, students: 'all', ...by }));
const [latest] = await listRegrades(store, courseId, assignmentId);
await measured('undo', () =>
  undoLatestRegrade(classroom, { courseId, assignmentId, regradeId: latest?.id ?? '' }, by),
);
await store.close();
process.exit(0);
