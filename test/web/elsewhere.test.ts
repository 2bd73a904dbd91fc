/** Sheets, gradebooks and exports as they come from threads: the same bytes, and nobody else waits for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualBounds } from '../../src/classroom/elsewhere.ts';
import { makeWorksheet } from '../../src/classroom/make-worksheet.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { en } from '../../src/language/en.ts';
import { readGrades } from '../../src/lms/read-grades.ts';
import { writeGradebook } from '../../src/lms/write-gradebook.ts';
import { type Assignment, withoutSchedule } from '../../src/store/assignments.ts';
import { findCourse } from '../../src/store/courses.ts';
import { newId } from '../../src/store/new-id.ts';
import type { Worksheet } from '../../src/store/worksheets.ts';
import { keyRows, sheetRow, sheetRows } from '../../src/web/api/sheet-rows.ts';
import type { Looks } from '../../src/web/page.ts';
import { gradebookWork } from '../../src/web/teacher/gradebook-work.ts';
import { importPageWork } from '../../src/web/teacher/roster-work.ts';
import { printSheets } from '../../src/web/worksheet/print-sheets.ts';
import { makeCaller } from './api/caller.ts';
import { makeCourse, type Person } from './people.ts';
import { startTestServer, type TestServer } from './test-server.ts';

describe('long work of a server with threads', () => {
  let server: TestServer;
  let teacher: Person;
  let courseId: string;
  let worksheet: Worksheet;
  let assignment: Assignment;
  const looksAt = (path: string): Looks => ({
    ...{ locale: 'en', digits: 'local', theme: 'auto', path, name: 'Ada', known: true },
  });
  beforeAll(async () => {
    server = await startTestServer('embedded', undefined, {}, { ...usualBounds, mostMs: 120_000 });
    const made = await makeCourse(server);
    teacher = made.teacher;
    courseId = made.courseId;
    worksheet = await makeWorksheet(server.tool, sheetsAsked());
    assignment = await setAssignment(server.tool, {
      ...{ courseId, title: 'Week 1', exercises: ['dw-linear'], mode: 'homework' },
      policy: withoutSchedule({ tries: 3, penalty: '0' }),
    });
    await enrolThousand();
  });
  afterAll(async () => {
    await server.close();
    expect(server.reported).toEqual([]);
  });

  const sheetsAsked = () => ({
    ...({ courseId, id: newId(), title: 'Sheets', locale: 'en', exercises: ['dw-linear'] } as const),
    ...{ copies: 100, online: false },
  });

  /** Each with one variant, its first part right. */
  async function enrolThousand(): Promise<void> {
    const noon = `'2026-11-23T12:00:00Z'`;
    const all = 'FROM generate_series(1, 1000) n';
    for (const sql of [
      `INSERT INTO "Enrolment" ("courseId", "id", "role", "displayName", "email", "createdAt")
       SELECT '${courseId}', 'e' || n, 'student', 'Student ' || n, 's' || n || '@example.org', ${noon} ${all}`,
      `INSERT INTO "Variant" ("courseId", "id", "enrolmentId", "assignmentId", "position", "number", "exercise",
                              "seed", "engine", "frozen", "createdAt")
       SELECT '${courseId}', 'v' || n, 'e' || n, '${assignment.id}', 1, 1, 'dw-linear', 's', '1', '{}', ${noon} ${all}`,
      `INSERT INTO "Progress" ("courseId", "variantId", "part", "enrolmentId", "assignmentId", "position", "number",
                               "tries", "lastVerdict", "mark", "markOnTime", "closed", "tried", "updatedAt")
       SELECT '${courseId}', 'v' || n, 'p1', 'e' || n, '${assignment.id}', 1, 1,
              1, 'right', '1', '1', true, '["1"]', ${noon} ${all}`,
    ])
      await server.store.prisma.$executeRawUnsafe(sql);
  }
  const get = async (path: string): Promise<Buffer> => {
    const response = await teacher.get(path);
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };
  const course = (): string => `/teach/courses/${courseId}`;
  const sheets = (): string => `${course()}/worksheets/${worksheet.id}`;

  it.each(['sheets', 'keys'] as const)('prints 100 %s as they would come from here', async (what) => {
    const path = what === 'keys' ? `${sheets()}/keys` : sheets();
    const asked = { worksheet, what, code: '', publicUrl: server.url, looks: looksAt(path) };
    const here = await printSheets.run(server.tool, asked);
    const came = await get(path);
    expect(came.equals(here ?? new Uint8Array())).toBe(true);
    expect(came.toString().match(/<article class="sheet/g)).toHaveLength(100);
  });

  it('tells the API of 100 sheets and keys what would come from here, and of one key that alone', async () => {
    const { ask } = await makeCaller(server, teacher.user);
    const at = `/courses/${courseId}/worksheets/${worksheet.id}`;
    const told = async (path: string): Promise<unknown> => (await ask('GET', `${at}${path}`)).json();
    const here = await sheetRows.run(server.tool, { worksheet, publicUrl: server.url });
    expect(here).toHaveLength(100);
    expect(await told('')).toMatchObject({ title: 'Sheets', sheets: here.map((row) => sheetRow.parse(row)) });
    const keys = await keyRows.run(server.tool, { worksheet, code: undefined });
    expect(await told('/keys')).toEqual({ items: keys });
    expect(await told(`/keys?code=${keys[41]?.code}`)).toEqual({ items: [keys[41]] });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    for (const work of ['sheetRows', 'keyRows'])
      expect(metrics).toContain(
        `chainmark_elsewhere_duration_seconds_count{work="${work}",outcome="done"} 1`,
      );
    const other = await makeWorksheet(server.tool, { ...sheetsAsked(), id: newId(), copies: 1 });
    expect(
      (await ask('GET', `${at.replace(worksheet.id, other.id)}/keys?code=${keys[41]?.code}`)).status,
    ).toBe(404);
  });

  it('shows the gradebook of 1,000 students as it would come from here', async () => {
    const path = `${course()}/gradebook`;
    const here = await gradebookWork.run(server.tool, { courseId, looks: looksAt(path) });
    expect((await get(path)).equals(here ?? new Uint8Array())).toBe(true);
  });

  it.each(['csv', 'canvas', 'moodle'] as const)(
    'exports 1,000 students for %s, byte for byte',
    async (profile) => {
      const grades = { courseId, assignments: [assignment], onTime: false, section: null };
      const place = { classId: '', categoryId: '', sessionId: '', schoolId: '', today: '2026-11-23' };
      const order = { profile, scale: 'points', pointsPossible: 100, place } as const;
      const chunks: Uint8Array[] = [];
      for await (const chunk of writeGradebook(order, await readGrades(server.tool, grades)))
        chunks.push(chunk);
      const came = await get(`${course()}/gradebook/export/file?format=${profile}`);
      expect(came.equals(Buffer.concat(chunks))).toBe(true);
      expect(came.toString().split('\n').length).toBeGreaterThan(1000);
    },
  );

  it('shows what a list of 2,000 would do as it would come from here, and does all of it', async () => {
    const { teacher: owner, courseId: own } = await makeCourse(server);
    const lines = Array.from(
      { length: 2000 },
      (_, n) => `Student ${n},${n},s${n}@example.org,Group ${n % 7}`,
    );
    const csv = ['Name,Student number,Email,Section', ...lines].join('\r\n');
    const address = `/teach/courses/${own}/people/import`;
    const send = (apply: string): Promise<Response> => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ csv, apply })) form.set(name, value);
      return owner.post(address, form);
    };
    const course = await findCourse(server.store, own);
    if (!course) throw new Error('the course is there');
    const asked = { courseId: own, csv, course, differs: false, looks: looksAt('/') };
    const here = await importPageWork.run(server.tool, asked);
    const came = await send('');
    expect(came.status).toBe(200);
    const page = Buffer.from(await came.arrayBuffer());
    expect(page.equals(here.page)).toBe(true);
    const [, apply = ''] = /name="apply" value="(\w+)"/.exec(page.toString()) ?? [];
    expect((await send(apply)).status).toBe(303);
    expect(await server.store.prisma.enrolment.count({ where: { courseId: own } })).toBe(2002);
    expect((await send(apply)).status).toBe(422);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    for (const [work, times] of [
      ['importPageWork', 2],
      ['importRosterFile', 2],
    ])
      expect(metrics).toContain(
        `chainmark_elsewhere_duration_seconds_count{work="${work}",outcome="done"} ${times}`,
      );
  });

  it('answers others while a page is made', async () => {
    const order: string[] = [];
    const printed = get(`${sheets()}/keys`).then(() => order.push('printed'));
    for (const _ of [1, 2, 3, 4, 5]) {
      await get('/practise');
      order.push('page');
    }
    await printed;
    expect(order).toEqual(['page', 'page', 'page', 'page', 'page', 'printed']);
  });

  it('ends what nobody waits for, and counts it', async () => {
    const leaving = new AbortController();
    const asked = fetch(server.url + sheets(), {
      headers: { cookie: teacher.cookie },
      signal: leaving.signal,
    }).catch((error: unknown) => error);
    const { elsewhere } = server.tool;
    await expect.poll(() => elsewhere?.count().running).toBe(1);
    leaving.abort();
    await asked;
    await expect.poll(() => elsewhere?.count().running).toBe(0);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(
      /chainmark_elsewhere_duration_seconds_count{work="printSheets",outcome="done"} [3-9]/,
    );
    expect(metrics).toContain(
      'chainmark_elsewhere_duration_seconds_count{work="printSheets",outcome="unwanted"} 1',
    );
    expect(metrics).toContain('chainmark_elsewhere{state="waiting"} 0');
  });
});

describe('a server whose threads are all taken', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded', undefined, {}, { atOnce: 0, mostWaiting: 0, mostMs: 60_000 });
  });
  afterAll(() => server.close());

  it('says so on a page and in the API, with the time to come again, and fills no log', async () => {
    const { teacher, courseId } = await makeCourse(server);
    const address = `/teach/courses/${courseId}/exercises`;
    const page = await teacher.post(address, { yaml: 'id: own-first' });
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('5');
    expect(await page.text()).toContain(en.refusals.busy);
    const preview = await teacher.get('/teach/exercises/dw-linear');
    expect(preview.status).toBe(503);
    expect(server.reported).toEqual([]);
  });

  it('draws a variant all the same', async () => {
    const { student } = await makeCourse(server);
    const drawn = await student.post('/practise', { exercise: 'dw-linear' });
    expect(drawn.status).toBe(303);
  });
});
