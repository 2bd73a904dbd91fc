/**
 * A course and its twin, whose rows have the same ids, as courses on two machines may: whatever reads or writes by an
 * id without its course meets the twin as well.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTables, quoted, type StoredTable } from '../../src/store/stored-tables.ts';
import { testDatabases } from '../store/test-store.ts';
import type { Person } from './people.ts';
import { makeSamples } from './route-samples.ts';
import { answerWith, assign, openExercise } from './teacher/coursework.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const twin = 'twin';
/** Where a twin must differ, so that nobody is in both courses and nobody joins the wrong one. */
const ownOfTwin: Readonly<Record<string, string>> = {
  courseId: `'${twin}'`,
  'Course.id': `'${twin}'`,
  'Course.title': `'The twin'`,
  'Course.joinCode': 'NULL',
  'Enrolment.userId': 'NULL',
  'Enrolment.displayName': `'Twin'`,
};

/** They say who looked at what, or draw anew each time. */
const changing = /\/(?:audit|data\.json)$|\/exercises\/[\w-]+$/;

/** Sent last: afterwards others have nobody to be about. */
const takesAway = /\/(?:remove|anonymise)$/;

interface Place {
  readonly person: Person;
  readonly address: string;
}

describe.each(testDatabases)('a course beside its twin, %s', (database) => {
  let server: TestServer;
  let courseId: string;
  let places: readonly Place[];
  let tables: readonly StoredTable[];
  beforeAll(async () => {
    server = await startTestServer(database);
    const samples = await makeSamples(server);
    ({ courseId } = samples);
    const homework = await assign(samples, ['dw-linear', 'which-errors']);
    const variantId = await openExercise(samples.student, homework, 1);
    for (const p1 of ['1.25', '2.5']) await answerWith(samples, variantId, { p1 });
    const assignmentId = homework.split('/').at(-1) ?? '';
    const [enrolment] = await server.store.prisma.enrolment.findMany({
      where: { courseId, userId: samples.student.user.id },
    });
    const mark = { percent: '80', reason: 'Explained it' };
    await samples.teacher.post(`${homework}/students/${enrolment?.id}/mark`, mark);
    const ours: Readonly<Record<string, string | undefined>> = {
      ...{ assignmentId, variantId, enrolmentId: enrolment?.id },
    };
    const found: Place[] = [];
    for (const { method, path } of server.routes) {
      if (method !== 'GET' || !path.includes(':courseId') || /^\/api\/|\/events$/.test(path)) continue;
      const person = path.startsWith('/teach/') ? samples.teacher : samples.student;
      const parts = path.split('/').map((part) => {
        const name = part.startsWith(':') ? part.slice(1) : undefined;
        return name === undefined ? part : (ours[name] ?? samples.valueFor(name, path, person.user.id));
      });
      found.push({ person, address: (await Promise.all(parts)).join('/') });
    }
    places = found;
    tables = (await listTables(server.store)).filter(
      ({ name, key }) => key[0] === 'courseId' || name === 'Course',
    );
  });
  afterAll(async () => {
    expect(server.reported).toEqual([]);
    await server.close();
  });

  const ofCourse = ({ name }: StoredTable, id: string): string =>
    `${quoted(name)} t WHERE t.${name === 'Course' ? '"id"' : '"courseId"'} = '${id}'`;

  async function makeTwin(): Promise<void> {
    for (const table of tables) {
      const names = table.columns.map(({ name }) => quoted(name)).join(', ');
      const values = table.columns.map(
        ({ name }) => ownOfTwin[`${table.name}.${name}`] ?? ownOfTwin[name] ?? `t.${quoted(name)}`,
      );
      await server.store.prisma.$executeRawUnsafe(
        `INSERT INTO ${quoted(table.name)} (${names}) SELECT ${values.join(', ')} FROM ${ofCourse(table, courseId)}`,
      );
    }
  }

  /** Every row of the twin, as text. */
  const rowsOfTwin = () =>
    Promise.all(
      tables.map(async (table) => {
        const rows = await server.store.prisma.$queryRawUnsafe<{ row: string }[]>(
          `SELECT row_to_json(t)::text AS "row" FROM ${ofCourse(table, twin)} ORDER BY 1`,
        );
        return [table.name, rows.map(({ row }) => row)] as const;
      }),
    );

  const open = async ({ person, address }: Place): Promise<string> => {
    const response = await person.get(address);
    const body = await response.text();
    // Each page has a new one.
    return `${response.status} ${body.replace(/(name="submission" value=")\w+/g, '$1')}`;
  };
  /** One after the other, since some pages write that they were looked at. */
  async function openAll(): Promise<ReadonlyMap<string, string>> {
    const pages = new Map<string, string>();
    for (const place of places) pages.set(place.address, await open(place));
    return pages;
  }

  it('shows the same on every page as without it, and keeps its own rows whatever is sent', async () => {
    await openAll();
    const alone = await openAll();
    expect([...alone.values()].filter((page) => page.startsWith('200')).length).toBeGreaterThan(30);
    await makeTwin();
    const before = await rowsOfTwin();
    expect(before.filter(([, rows]) => rows.length > 0).length).toBeGreaterThan(12);
    const beside = await openAll();
    const changed = [...beside].flatMap(([address, page]) => {
      const was = alone.get(address)?.split('\n') ?? [];
      const lines = page.split('\n').filter((line, index) => line !== was[index]);
      const isOther = changing.test(address) ? /twin/i.test(page) : lines.length > 0;
      return isOther ? [`${address}: ${lines[0]?.trim().slice(0, 200)}`] : [];
    });
    expect(changed).toEqual([]);

    const forms = places.flatMap(({ person, address }) =>
      formsOn(beside.get(address) ?? '', courseId).map((form) => ({ person, ...form })),
    );
    const [ending, others] = [
      forms.filter(({ action }) => takesAway.test(action)),
      forms.filter(({ action }) => !takesAway.test(action)),
    ];
    let accepted = 0;
    for (const { person, action, fields } of [...others, ...ending])
      if ((await person.post(action, fields)).status < 400) accepted++;
    expect(accepted).toBeGreaterThan(25);
    await expect
      .poll(() => server.store.prisma.job.count({ where: { courseId, kind: 'regrade', endedAt: null } }))
      .toBe(0);
    expect(await rowsOfTwin()).toEqual(before);
  });
});

const attribute = (markup: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(markup)?.[1];

/** The forms of a page that belong to the course, each as it stands there, with 1 where nothing does. */
function formsOn(page: string, courseId: string) {
  return [...page.matchAll(/<form\b([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, head = '', inside = '']) => {
      const action = attribute(head, 'action') ?? '';
      const controls = [
        ...inside.matchAll(/<(?:input|button|textarea)\b[^>]*>|(<select\b[^>]*>)\s*<option\b([^>]*)>/g),
      ];
      const fields = controls.flatMap(([each, select = each, option = each]): [string, string][] => {
        const name = attribute(select, 'name');
        return name === undefined ? [] : [[name, attribute(option, 'value') || '1']];
      });
      return action.includes(courseId) ? [{ action, fields: Object.fromEntries(fields) }] : [];
    },
  );
}
