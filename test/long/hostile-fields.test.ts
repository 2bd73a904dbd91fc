/**
 * Ten thousand hostile inputs: every field of every form that a student, a teacher and an owner are shown, and every
 * field of the API, with texts made to break queries, pages, templates, objects, patterns, headers and files.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { makeSiteOwner } from '../../src/store/users.ts';
import { endpoints } from '../../src/web/api/endpoints.ts';
import { hostileCases } from '../cases/cases.ts';
import { type Caller, makeCaller } from '../web/api/caller.ts';
import type { Person } from '../web/people.ts';
import { makeSamples } from '../web/route-samples.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';

/** Nothing of ours is called so: where it stands in a page as a tag, it was written by who typed it. */
const tag = '<hostile-tag onclick=alert(1)>';
const texts = [
  ...[tag, `">${tag}`, `'>${tag}`, `</script>${tag}`, `</textarea>${tag}`, `--></style>${tag}`],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE "User"; --',
    '\\',
    '\\u0000',
    '%00',
    '\u202E\u2066abc',
    '\uFFFE',
    '\uD800',
  ],
  ...['{{constructor.constructor("return process")()}}', '{{{this}}}', '${7*7}', '<%= 7*7 %>', '#{7*7}'],
  ...['__proto__', 'constructor', 'toString', '__proto__[polluted]', '{"__proto__":{"polluted":1}}'],
  ...[
    'a\r\nSet-Cookie: hostile=1',
    '../../../etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    '//evil.example',
  ],
  ...[
    'javascript:alert(1)',
    'data:text/html,<b>',
    '=HYPERLINK("http://evil.example")',
    '@SUM(1)',
    '+1',
    '-1',
  ],
  ...['1e999999999', '-0', 'NaN', 'Infinity', '9'.repeat(400), '0x10', '1/0', '٣٫١٤', '1,000,000.00', '९'],
  ...[
    `${'('.repeat(5000)}1`,
    `${'a'.repeat(20_000)}!`,
    `${'a@'.repeat(4000)}`,
    '^'.repeat(3000),
    ' '.repeat(9000),
  ],
  ...[
    '2026-99-99T99:99',
    '0000-00-00T00:00',
    '9999-12-31T23:59',
    '275760-09-14T00:00',
    'null',
    'undefined',
    '[]',
  ],
  ...hostileCases().map(({ typed }) => typed),
];
const wanted = 10_000;

interface Form {
  readonly person: Person;
  readonly action: string;
  readonly multipart: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

let server: TestServer;
let samples: Awaited<ReturnType<typeof makeSamples>>;
let caller: Caller;
beforeAll(async () => {
  server = await startTestServer('embedded');
  samples = await makeSamples(server);
  await makeSiteOwner(server.store, samples.teacher.user.id);
  caller = await makeCaller(server, samples.teacher.user);
});
afterAll(() => server.close());

/** These would end the session that the test goes on with. */
const ending = /\/(?:sign-out|forget|end)$/;

const isPage = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/html') === true;

async function pagesOf(person: Person): Promise<readonly string[]> {
  const pages: string[] = [];
  for (const { method, path } of server.routes) {
    if (method !== 'GET' || path.startsWith('/api/') || /events$|\/assets/.test(path)) continue;
    const parts = path
      .split('/')
      .map((part) =>
        part.startsWith(':') ? samples.valueFor(part.slice(1), path, person.user.id) : Promise.resolve(part),
      );
    const response = await person.get((await Promise.all(parts)).join('/'));
    const body = await response.text();
    if (isPage(response)) pages.push(body);
  }
  return pages;
}

const unescaped = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&amp;', '&');
const attribute = (markup: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(markup)?.[1];
  return found === undefined ? undefined : unescaped(found);
};

function formsIn(page: string, person: Person): readonly Form[] {
  return [...page.matchAll(/<form\b([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, head = '', inside = '']) => {
      const action = attribute(head, 'action') ?? '';
      const controls = [...inside.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)].map(
        ([each]) => each,
      );
      const named = controls.filter((each) => attribute(each, 'name'));
      const isFile = (each: string): boolean => attribute(each, 'type') === 'file';
      const name = (each: string): string => attribute(each, 'name') ?? '';
      const fields = named
        .filter((each) => !isFile(each))
        .map((each) => [name(each), attribute(each, 'value') ?? '1']);
      const files = named.filter(isFile).map(name);
      const multipart = /multipart/.test(head);
      return ending.test(action) || !action.startsWith('/')
        ? []
        : [{ person, action, multipart, fields: Object.fromEntries(fields), files }];
    },
  );
}

/** One of each kind: ids count for nothing. */
const kindOf = ({ person, action, fields }: Form): string =>
  `${person.user.id} ${action.replace(/[0-9a-z]{20,}/g, ':id')} ${Object.keys(fields).sort()}`;

function send(form: Form, field: string, text: string): Promise<Response> {
  const fields = { ...form.fields, [field]: text };
  if (!form.multipart) return form.person.post(form.action, fields);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const name of form.files) body.append(name, new Blob([text]), 'grades.csv');
  return form.person.post(form.action, body);
}

describe('ten thousand hostile inputs', () => {
  it('are answered, by no failure of ours, and leave no markup', async () => {
    const forms = new Map<string, Form>();
    for (const person of [samples.student, samples.teacher])
      for (const page of await pagesOf(person))
        for (const form of formsIn(page, person)) forms.set(kindOf(form), form);
    const places = [...forms.values()].flatMap((form) =>
      [...Object.keys(form.fields), ...(form.multipart ? ['more'] : []), '__proto__'].map((field) => ({
        form,
        field,
      })),
    );
    const bodies = endpoints.flatMap((row) =>
      row.body
        ? [
            {
              row,
              names: Object.keys(
                z.toJSONSchema(row.body, { io: 'input', unrepresentable: 'any' }).properties ?? {},
              ),
            },
          ]
        : [],
    );
    const each = Math.ceil(wanted / (places.length + bodies.length));
    const failures: string[] = [];
    let [sent, slowest, slowestAt] = [0, 0, ''];
    const hear = async (what: string, ask: () => Promise<Response>) => {
      const began = performance.now();
      const response = await ask();
      const body = await response.text();
      const ms = performance.now() - began;
      if (ms > slowest) [slowest, slowestAt] = [ms, what];
      sent++;
      if (response.status >= 500 || (isPage(response) && body.includes('<hostile-tag')))
        failures.push(`${response.status} ${what}`);
    };
    for (const [index, { form, field }] of places.entries())
      for (let turn = 0; turn < each; turn++) {
        const text = texts[(index + turn * 7) % texts.length] ?? '';
        await hear(`${form.action} ${field}: ${text.slice(0, 40)}`, () => send(form, field, text));
      }
    for (const [index, { row, names }] of bodies.entries()) {
      const address = (
        await Promise.all(
          row.path
            .split('/')
            .map((part) =>
              part.startsWith(':') ? samples.valueFor(part.slice(1), row.path, undefined) : part,
            ),
        )
      ).join('/');
      for (let turn = 0; turn < each; turn++) {
        const text = texts[(index + turn * 7) % texts.length] ?? '';
        const body = JSON.stringify(Object.fromEntries(names.map((name) => [name, text])));
        const headers = { authorization: `Bearer ${caller.token}`, 'content-type': 'application/json' };
        await hear(`${row.method} ${row.path}: ${text.slice(0, 40)}`, () =>
          fetch(`${server.url}/api/v1${address}`, { method: row.method, headers, body }),
        );
      }
    }
    for (const person of [samples.student, samples.teacher])
      for (const page of await pagesOf(person))
        if (page.includes('<hostile-tag'))
          failures.push(`stored: ${/<title>(.*?)<\/title>/.exec(page)?.[1]}`);
    process.stdout.write(
      `${sent} inputs, ${forms.size} forms, ${places.length} fields, ${bodies.length} bodies; slowest ${slowest.toFixed(0)} ms: ${slowestAt}\n`,
    );
    expect(failures).toEqual([]);
    expect(server.reported).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(sent).toBeGreaterThanOrEqual(wanted);
  });
});
