import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readVariant } from '../../../src/store/json-columns.ts';
import { definitions } from '../../exercise/catalogue.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(() => server.close());

/** A visitor with a cookie, who follows redirects by hand. */
class Visitor {
  #cookie = '';
  readonly #language: string;

  constructor(language: string) {
    this.#language = language;
  }

  async send(
    path: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; text: string; at: string }> {
    const response = await fetch(new URL(path, server.url), {
      redirect: 'manual',
      headers: { cookie: this.#cookie, 'accept-language': this.#language },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
    const next = response.headers.get('location');
    if (next) return this.send(next);
    return { status: response.status, text: await response.text(), at: path };
  }
}

/** What people type who know nothing, who joke, and who look for holes. */
const attempts = ['7.7', '1/0', '0', '-0.25', '<b>2</b>', '{{p1}}', 'x1*(', '۰٫۵'];

describe.each(definitions.map(({ id }) => id))('the page of %s', (id) => {
  it.each(['en', 'fa'])(
    'answers whatever is typed, in %s, and never shows what is secret',
    async (language) => {
      const visitor = new Visitor(language);
      const opened = await visitor.send('/practise', { exercise: id });
      expect(opened.status).toBe(200);
      const [courseId = '', variantId = ''] = opened.at.split('/').slice(-2);
      const row = await server.store.prisma.variant.findUniqueOrThrow({
        where: { courseId_id: { courseId, id: variantId } },
      });
      const variant = readVariant(row.frozen);
      for (const [index, text] of attempts.entries()) {
        const fields = Object.fromEntries(variant.parts.map((part) => [`answer.${part.id}`, text]));
        const hinted = await visitor.send(opened.at, {
          ...fields,
          submission: 'hint',
          action: 'hint',
          hints: `${index % 3}`,
        });
        expect(hinted.status, `hint ${text}`).toBe(200);
        const answered = await visitor.send(opened.at, {
          ...fields,
          submission: `${language} ${index}`,
          action: 'check',
          hints: '0',
        });
        expect(answered.status, text).toBe(200);
        for (const page of [opened, hinted, answered]) {
          expect(page.text).not.toContain(variant.seed);
          expect(page.text).not.toMatch(/certificate|<b>2<\/b>/);
        }
      }
      expect((await visitor.send(`${opened.at}/another`, {})).status).toBe(200);
      expect(server.reported).toEqual([]);
    },
  );
});
