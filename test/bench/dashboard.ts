/**
 * The dashboard's data with 1,000 students, after ten thousand attempts and after ten million (or so many as the
 * argument says), on a PostgreSQL server: BENCH_DATABASE_URL, else the local one. In two databases of its own, read by
 * turns and dropped afterwards. Ten million take about 10 GB and some minutes.
 */
import pg from 'pg';
import { classItems, learningCurves, skillMap, timeOnTask } from '../../src/classroom/class-statistics.ts';
import type { Classroom } from '../../src/classroom/classroom.ts';
import { followClass } from '../../src/classroom/follow-class.ts';
import { median } from '../../src/learning/item-statistics.ts';
import { type Assignment, findAssignment } from '../../src/store/assignments.ts';
import { openStore } from '../../src/store/database.ts';
import { aligned } from './measure.ts';

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const most = Number(process.argv[2] ?? 10_000_000);
const students = 1_000;
const places = 10;
const fewest = students * places;
const variantsEach = 10;

/** A student's first variants and one attempt at each; and what is counted of them. */
const smallClass = `
INSERT INTO "Course" VALUES ('c', 'course', 'Nets', NULL, now());
INSERT INTO "Enrolment" ("courseId", "id", "userId", "role", "displayName", "createdAt")
  SELECT 'c', 'student' || s, 'user' || s, 'student', 'Student ' || s, now() FROM generate_series(1, ${students}) s;
INSERT INTO "Assignment" ("courseId", "id", "title", "mode", "policy", "createdAt")
  VALUES ('c', 'a', 'Week 5', 'homework', '{"tries":null,"penalty":"0"}', now());
INSERT INTO "AssignmentExercise" SELECT 'c', 'a', p, 'dw-linear', '1' FROM generate_series(1, ${places}) p;
INSERT INTO "FirstTryCount"
  SELECT 'c', 'a', p, 'p' || part, 'dE/dw' || i || j, outcome, 20,
         '{"attempt":"x","variant":"v","enrolment":"student1","typed":"0.25","right":"-0.25"}',
         '{"attempt":"y","variant":"w","enrolment":"student2","typed":"0.5","right":"-0.5"}'
  FROM generate_series(1, ${places}) p, generate_series(1, 2) part, generate_series(1, 2) i, generate_series(1, 3) j,
       unnest(ARRAY['right','unexplained','SIGN','X2','HALF','DROP_E1','DROP_E2','NO_U','NO_INPUT','AVERAGE_PATHS']) outcome;
INSERT INTO "StudentWork"
  SELECT 'c', 'a', 'student' || s, 40, 1800 + s,
         ARRAY(SELECT 'MISTAKE' || m FROM generate_series(1, 40) m), ARRAY['SIGN', 'MISTAKE' || (1 + s % 40)],
         (SELECT jsonb_agg(jsonb_build_object('kind', 'answers', 'at', '2026-11-24T10:00:00.000Z', 'attempt', 'x',
            'variant', 'v', 'position', 1 + e % ${places}, 'seconds', 30, 'wrong', '["p1"]'::jsonb, 'right', '[]'::jsonb,
            'mistake', NULL)) FROM generate_series(1, 12) e), now()
  FROM generate_series(1, ${students}) s;
UPDATE "StudentWork" SET "couldShow" = "couldShow" || ARRAY['SIGN'];
INSERT INTO "SkillState" ("courseId", "enrolmentId", "skill", "known", "opportunities", "right", "updatedAt")
  SELECT 'c', 'student' || s, 'K' || k, 0.7, 9, 6, now() FROM generate_series(1, ${students}) s, generate_series(1, 17) k;
INSERT INTO "SkillCount" SELECT 'c', 'K' || k, o, 1000, 600 FROM generate_series(1, 17) k, generate_series(1, 20) o;
`;

const variants = (from: number, to: number): string => `
INSERT INTO "Variant"
  SELECT 'c', 'variant ' || s || ' ' || p || ' ' || n, 'student' || s, 'a', p, n, 'dw-linear', 'seed', '1', '{}', now()
  FROM generate_series(1, ${students}) s, generate_series(1, ${places}) p, generate_series(${from}, ${to}) n;
INSERT INTO "Progress" ("courseId", "variantId", "part", "enrolmentId", "assignmentId", "position", "number", "tries",
                        "firstVerdict", "lastVerdict", "mark", "closed", "tried", "seconds", "updatedAt")
  SELECT 'c', 'variant ' || s || ' ' || p || ' ' || n, 'p' || part, 'student' || s, 'a', p, n, 1,
         CASE WHEN (s * 7 + p * 13) % 10 < 4 THEN 'wrong' ELSE 'right' END, 'right', '1', true, '["1/4"]', 20 + s % 60,
         now()
  FROM generate_series(1, ${students}) s, generate_series(1, ${places}) p, generate_series(${from}, ${to}) n,
       generate_series(1, 2) part;
`;

/** Attempt number `attempt` at each variant from..to. */
const attempts = (from: number, to: number, attempt: number): string => `
INSERT INTO "Attempt" ("courseId", "id", "variantId", "number", "submissionKey", "typed", "result", "engine", "mark",
                       "createdAt")
  SELECT 'c', 'attempt ' || s || ' ' || p || ' ' || n || ' ' || ${attempt}, 'variant ' || s || ' ' || p || ' ' || n,
         ${attempt}, 'key ' || ${attempt}, '{"p1":"0.25"}',
         '{"engine":"1","mark":"0","parts":[{"part":"p1","typed":"0.25","read":"1/4","verdict":{"kind":"wrong"},"mark":"0"}],"diagnosis":{"candidates":[]}}',
         '1', '0', now()
  FROM generate_series(1, ${students}) s, generate_series(1, ${places}) p, generate_series(${from}, ${to}) n;
`;

const admin = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};

interface Filled {
  readonly classroom: Classroom;
  readonly assignment: Assignment;
  /** Rows of the table of attempts. */
  readonly attempts: number;
  close(): Promise<void>;
}

/** A database of its own with the class in it; `rounds` attempts at each variant beyond the first attempt of all. */
async function fill(name: string, rounds: number): Promise<Filled> {
  await admin(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const opened = await openStore({ kind: 'server', url: url.href, connections: 5 });
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const { store } = opened;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('SET session_replication_role = replica; SET synchronous_commit = off');
  await client.query(smallClass + variants(1, 1) + attempts(1, 1, 1));
  if (rounds > 0) await client.query(variants(2, variantsEach));
  for (let round = 1; round <= rounds; round++) {
    await client.query(attempts(round === 1 ? 2 : 1, variantsEach, round));
    if (round % 10 === 0) console.log(`${round * fewest * variantsEach} attempts`);
  }
  await client.query('VACUUM ANALYZE');
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM "Attempt"');
  await client.end();
  const assignment = await findAssignment(store, 'c', 'a');
  if (!assignment) throw new Error('no assignment');
  const classroom = { store, exercises: new Map(), collections: [], now: () => new Date() };
  return { classroom, assignment, attempts: rows[0]?.n ?? 0, close: store.close };
}

const readings: readonly (readonly [string, (of: Filled) => Promise<unknown>])[] = [
  ['first screen', ({ classroom, assignment }) => followClass(classroom, assignment)],
  ['skills', ({ classroom }) => skillMap(classroom, 'c')],
  ['curves', ({ classroom }) => learningCurves(classroom, 'c')],
  ['questions', ({ classroom, assignment }) => classItems(classroom, assignment)],
  ['time', ({ classroom, assignment }) => timeOnTask(classroom, assignment)],
];

/** Of both by turns, so that whatever else the machine does slows both; the first do not count. */
async function timesOf(read: (of: Filled) => Promise<unknown>, both: readonly Filled[]) {
  const times: number[][] = both.map(() => []);
  for (let run = 0; run < warming + runs; run++) {
    for (const [index, filled] of both.entries()) {
      const start = performance.now();
      await read(filled);
      if (run >= warming) times[index]?.push(performance.now() - start);
    }
  }
  return times.map((each) => median(each));
}
const [warming, runs] = [10, 101];

const names = ['few', 'many'].map((each) => `chainmark_bench_${each}_${process.pid}`);
const [fewName = '', manyName = ''] = names;
try {
  const few = await fill(fewName, 0);
  const many = await fill(manyName, Math.max(1, Math.round(most / (fewest * variantsEach))));
  const figures: [string, number, number][] = [];
  for (const [reading, read] of readings) {
    const [before = 0, after = 0] = await timesOf(read, [few, many]);
    figures.push([reading, before, after]);
  }
  const sum = (column: 1 | 2): number => figures.reduce((all, row) => all + row[column], 0);
  const lines = [...figures, ['all', sum(1), sum(2)] as const].map(([reading, before, after]) => [
    reading,
    before.toFixed(1),
    after.toFixed(1),
    (after / before).toFixed(2),
  ]);
  const head = ['median ms', ...[few, many].map((each) => `${each.attempts} attempts`), 'ratio'];
  console.log(aligned([head, ...lines]));
  await few.close();
  await many.close();
} finally {
  for (const name of names) await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
