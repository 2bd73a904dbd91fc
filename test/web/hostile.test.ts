import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileCases } from '../cases/cases.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** As UTF-8 carries them: half a surrogate pair arrives as U+FFFD. */
const texts = hostileCases().map(({ typed }) => Buffer.from(typed).toString());

let server: TestServer;
let cookie = '';
let address = '';
beforeAll(async () => {
  server = await startTestServer('embedded');
  const opened = await post('/practise', { exercise: 'du-linear' });
  cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  address = opened.headers.get('location') ?? '';
});
afterAll(() => server.close());

const post = (path: string, form: Readonly<Record<string, string>>) =>
  fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: new URLSearchParams(form),
  });

describe('hostile text', () => {
  it('is stored, shown as text and never as markup, and breaks no page', async () => {
    for (const [index, text] of texts.entries()) {
      const sent = await post(address, {
        'answer.p1': text,
        submission: `hostile ${index}`,
        action: 'check',
      });
      expect(sent.status, text).toBe(303);
      const page = await fetch(server.url + address, { headers: { cookie } });
      expect(page.status, text).toBe(200);
      if (/<[a-z!]/i.test(text)) expect(await page.text()).not.toContain(text);
    }
    const stored = await server.store.prisma.attempt.findMany({ orderBy: { number: 'asc' } });
    expect(stored.map(({ typed }) => (typed as { p1: string }).p1)).toEqual(
      texts.filter((text) => text.trim() !== ''),
    );
    expect(server.reported).toEqual([]);
  });
});
