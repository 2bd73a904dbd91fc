import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson } from './people.ts';
import { startTestServer, type TestServer } from './test-server.ts';

describe('the looks of pages', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded');
  });
  afterAll(() => server.close());

  const choose = (choice: Record<string, string>) =>
    fetch(`${server.url}/looks`, { method: 'POST', body: new URLSearchParams(choice), redirect: 'manual' });

  const home = async (cookie: string) =>
    (await fetch(server.url, { headers: { cookie, 'accept-language': 'en' } })).text();

  it('are kept in cookies, and the visitor is led back', async () => {
    const response = await choose({ locale: 'fa', back: '/exercises?a=1' });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/exercises?a=1');
    expect(response.headers.get('set-cookie')).toMatch(/^locale=fa; .*HttpOnly; SameSite=Lax/);
    expect((await choose({ theme: 'dark' })).headers.get('set-cookie')).toMatch(/^theme=dark; /);
  });

  it('hold against the language of the browser', async () => {
    const page = await home('locale=fa; theme=dark');
    expect(page).toContain('<html lang="fa" dir="rtl" data-theme="dark">');
    expect(await home('theme=pink; locale=xx')).toContain('<html lang="en" dir="ltr" data-theme="auto">');
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\\\elsewhere.example', ''])(
    'lead nobody to %j',
    async (back) => {
      expect((await choose({ theme: 'light', back })).headers.get('location')).toBe('/');
    },
  );

  it('of somebody with a session are the same on another device', async () => {
    const person = await makePerson(server, 'Grace');
    await person.post('/looks', { locale: 'fa' });
    await person.post('/looks', { theme: 'dark' });
    await person.post('/looks', { digits: 'latin' });
    const page = await (await person.get('/', { 'accept-language': 'en' })).text();
    expect(page).toContain('<html lang="fa" dir="rtl" data-theme="dark">');
    expect(page).toContain('value="latin" aria-pressed="true"');
    expect(await home('')).toContain('<html lang="en" dir="ltr" data-theme="auto">');
  });

  it('that were chosen before the first session go along with it', async () => {
    const began = await fetch(`${server.url}/practise`, {
      method: 'POST',
      headers: { cookie: 'locale=fa; theme=pink' },
      redirect: 'manual',
    });
    const session = began.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await home(session)).toContain('<html lang="fa" dir="rtl" data-theme="auto">');
  });

  it('write numbers of Persian sentences in the digits that are wanted', async () => {
    expect(await home('locale=fa')).toContain('شبکهٔ ۲-۳-۲');
    expect(await home('locale=fa; digits=latin')).toContain('شبکهٔ 2-3-2');
    expect(await home('digits=local')).not.toContain('name="digits"');
  });

  it('ignore what does not exist', async () => {
    const response = await choose({ locale: 'xx', theme: 'pink' });
    expect(response.status).toBe(303);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});
