/**
 * A course of 5,000 students, five assignments of three parts, as a gradebook file: from the first query to the last
 * byte, beside reading all marks as the gradebook page does and writing them with csv-stringify at once. On a server
 * (TEST_DATABASE_URL) also once for each profile in a process of its own, with the memory that it took.
 * `npm run bench -- export 20000` takes as many students.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { listMarks } from '../../src/classroom/list-marks.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { type ProfileId, profileIds } from '../../src/lms/profiles.ts';
import { readGrades } from '../../src/lms/read-grades.ts';
import { writeGradebook } from '../../src/lms/write-gradebook.ts';
import { rational, rationals, showDecimal } from '../../src/number/rational.ts';
import { listAssignments, withoutSchedule } from '../../src/store/assignments.ts';
import { openStore } from '../../src/store/database.ts';
import { definitions } from '../exercise/catalogue.ts';
import { makeClass } from '../store/sample.ts';
import { makeServerDatabase, opened, openTestStore } from '../store/test-store.ts';
import { aligned, measureAsync, report } from './measure.ts';

const students = Number(process.argv[2] ?? 5_000);
const place = { classId: 'c', categoryId: 'k', sessionId: 't', schoolId: 's', today: '2026-11-24' };

const titles = ['one, cold', 'first byte ms', 'last byte ms', 'kB', 'MB before', 'MB more at the peak'];
const onceMeasured = z.object({
  firstMs: z.number(),
  lastMs: z.number(),
  kilobytes: z.number(),
  before: z.number(),
  rise: z.number(),
});

const server = process.env.TEST_DATABASE_URL ? await makeServerDatabase() : undefined;
const store = server
  ? opened(await openStore({ kind: 'server', url: server.url, connections: 5 }))
  : await openTestStore('embedded');
const exercises = new Map(definitions.map((each) => [each.id, each]));
const classroom = { store, exercises, collections: [], now: () => new Date() };
const { courseId } = await makeClass(store, 0);
const policy = withoutSchedule({ tries: 3, penalty: '0' });
const exercise = definitions.find(({ parts }) => parts.length === 3)?.id ?? '';
for (const title of ['Week 1', 'Week 2', 'Week 3', 'Week 4'])
  await setAssignment(classroom, { courseId, title, exercises: [exercise], policy, mode: 'homework' });
const assignments = await listAssignments(store, courseId);
await fillClass();

const bytesOf = async (profile: ProfileId): Promise<number> => {
  const sheet = await readGrades(classroom, { courseId, assignments, onTime: false, section: null });
  const order = { profile, scale: 'points', pointsPossible: 10, place } as const;
  let bytes = 0;
  for await (const chunk of writeGradebook(order, sheet)) bytes += chunk.length;
  return bytes;
};

const atOnce = async (): Promise<number> => {
  const marks = await listMarks(classroom, courseId);
  const rows = marks.students.map((student) => [
    student.enrolment.displayName,
    ...marks.assignments.map(({ id }) => {
      const mark = student.marks.get(id)?.mark;
      return mark ? showDecimal(rationals.multiply(mark, rational(10)), 2) : '';
    }),
  ]);
  return stringify(rows).length;
};

const seconds = 2;
const alternative = await measureAsync('all marks at once', atOnce, { seconds });
const rows = [];
for (const profile of profileIds)
  rows.push(await measureAsync(`export ${profile}`, () => bytesOf(profile), { seconds }));
console.log(`${students} students × ${assignments.length} assignments`);
console.log(report([...rows, alternative], alternative));
if (server)
  console.log(`\n${aligned([titles, ...profileIds.map((profile) => onceOf(profile, server.url))])}`);
await store.close();
await server?.drop();

/** In a process of its own, whose memory nothing else has grown. */
function onceOf(profile: ProfileId, url: string): readonly string[] {
  const script = fileURLToPath(new URL('export-once.ts', import.meta.url));
  const argv = ['--import', 'tsx', script, url, courseId, profile];
  const once = onceMeasured.parse(JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8' })));
  const { firstMs, lastMs, kilobytes, before, rise } = once;
  return [profile, ...[firstMs, lastMs, kilobytes, before, rise].map((value) => `${Math.round(value)}`)];
}

/** Everybody with every id, one variant of each assignment, three parts, a third of them right. */
async function fillClass(): Promise<void> {
  const run = (sql: string) => store.prisma.$executeRawUnsafe(sql);
  const noon = `'2026-11-23T12:00:00Z'`;
  await run(`INSERT INTO "Enrolment" ("courseId", "id", "role", "displayName", "email", "studentNumber", "createdAt")
    SELECT '${courseId}', 'e' || n, 'student', 'Student ' || n, 's' || n || '@example.org', '00' || n, ${noon}
    FROM generate_series(1, ${students}) n`);
  await run(`INSERT INTO "ExternalId" ("courseId", "enrolmentId", "system", "value", "updatedAt")
    SELECT '${courseId}', 'e' || n, s, s || n, ${noon}
    FROM generate_series(1, ${students}) n, unnest(ARRAY['username', 'canvas', 'one-roster']) s`);
  await run(`INSERT INTO "Variant" ("courseId", "id", "enrolmentId", "assignmentId", "position", "number", "exercise",
                                    "seed", "engine", "frozen", "createdAt")
    SELECT a."courseId", 'v' || n || a."id", 'e' || n, a."id", 1, 1, '${exercise}', 's', '1', '{}', ${noon}
    FROM generate_series(1, ${students}) n, "Assignment" a WHERE a."courseId" = '${courseId}'`);
  await run(`INSERT INTO "Progress" ("courseId", "variantId", "part", "enrolmentId", "assignmentId", "position",
                                     "number", "tries", "lastVerdict", "mark", "markOnTime", "closed", "tried", "updatedAt")
    SELECT v."courseId", v."id", 'p' || p, v."enrolmentId", v."assignmentId", 1, 1, 2, 'right',
           CASE WHEN p = 1 THEN '1' ELSE '0' END, '1', true, '["1","2"]', ${noon}
    FROM "Variant" v, generate_series(1, 3) p WHERE v."courseId" = '${courseId}'`);
}
