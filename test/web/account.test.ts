import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCourse } from '../../src/store/courses.ts';
import { newId } from '../../src/store/new-id.ts';
import { addTries, forgetTries } from '../../src/store/tries.ts';
import { limits } from '../../src/web/account/account-context.ts';
import { hashOfBefore } from '../classroom/hash-of-before.ts';
import { makeDevice } from './browser-like.ts';
import { makeCourse, tokenOf } from './people.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let course: { readonly id: string; readonly joinCode: string };

beforeAll(async () => {
  server = await startTestServer('embedded');
  const { courseId } = await makeCourse(server);
  const joinCode = (await findCourse(server.store, courseId))?.joinCode ?? '';
  course = { id: courseId, joinCode };
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const password = 'four words of mine';
let count = 0;
const newEmail = (): string => `p${++count}@school.example`;

async function linkTo(email: string, nth = 1): Promise<string> {
  const sent = () => server.mails.filter(({ to }) => to === email);
  await expect.poll(sent).toHaveLength(nth);
  return /\/sign-in\/link\/\S+/.exec(sent().at(-1)?.text ?? '')?.[0] ?? '';
}

/** Somebody in a browser of their own with an account, confirmed. */
async function withAccount(email = newEmail(), name = 'Mary') {
  const device = makeDevice(server);
  expect((await device.post('/sign-up', { name, email, password })).status).toBe(303);
  expect((await device.post(await linkTo(email))).status).toBe(303);
  return { device, email };
}
describe('an account', () => {
  it('keeps the work of a student who joined with a code, and opens it elsewhere', async () => {
    const [phone, laptop, email] = [makeDevice(server), makeDevice(server), newEmail()];
    await phone.post('/join', { code: course.joinCode, name: 'مریم' });
    expect(await (await phone.get('/account')).text()).toContain('This browser alone knows you');
    const before = phone.cookie();
    await phone.post('/sign-up', { name: 'مریم', email, password });
    expect(phone.cookie()).not.toBe(before);
    const signedIn = await laptop.post('/sign-in', { email: ` ${email.toUpperCase()} `, password });
    expect(signedIn.headers.get('location')).toBe('/account');
    expect(await (await laptop.get('/account')).text()).toContain(`/courses/${course.id}`);
    expect((await laptop.get(`/courses/${course.id}`)).status).toBe(200);
  });

  it('keeps what a visitor practised before signing in, and of a named person only what is said to be theirs', async () => {
    const { email } = await withAccount();
    const [visitor, lab, own] = [makeDevice(server), makeDevice(server), makeDevice(server)];
    const exercise =
      (await visitor.post('/practise', { exercise: 'du-linear' })).headers.get('location') ?? '';
    await visitor.post('/sign-in', { email, password });
    expect((await visitor.get(exercise)).status).toBe(200);
    await lab.post('/join', { code: course.joinCode, name: 'Somebody else' });
    await lab.post('/sign-in', { email, password });
    expect((await lab.get(`/courses/${course.id}`)).status).toBe(404);
    await own.post('/join', { code: course.joinCode, name: 'Mary M.' });
    await own.post('/sign-in', { email, password, keep: 'yes' });
    expect(await (await own.get(`/courses/${course.id}`)).text()).toContain('Mary M.');
  });

  it('makes the hash of a password anew that cost less when it was made', async () => {
    const email = newEmail();
    const user = await server.store.prisma.user.create({
      data: {
        id: newId(),
        name: 'Of Before',
        createdAt: new Date(),
        email,
        passwordHash: hashOfBefore,
      },
    });
    for (const _ of ['with the old hash', 'with the new one'])
      expect(
        (await makeDevice(server).post('/sign-in', { email, password: 'vier Wörter von mir' })).status,
      ).toBe(303);
    const after = await server.store.prisma.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(after.passwordHash).toMatch(/^\$scrypt\$ln=15,/);
  });

  it.each([
    'a@school.example\r\nBcc: everybody@school.example',
    'a@school.example\nBcc: everybody@school.example',
    'a@school.example, everybody@school.example',
    '"a" <a@school.example>',
    'a@school.example%0d%0aBcc:everybody@school.example',
  ])('sends no mail to an address that says more than an address: %j', async (email) => {
    const before = server.mails.length;
    const refused = await makeDevice(server).post('/sign-up', { name: 'Mallory', email, password });
    expect(refused.status).toBe(422);
    await makeDevice(server).post('/sign-in/link', { email });
    expect(server.mails).toHaveLength(before);
  });

  it('is refused with what is wrong, and nothing typed is lost but the password', async () => {
    const device = makeDevice(server);
    const refused = await device.post('/sign-up', { name: '', email: 'a@b', password: 'short' });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('Write your name.');
    expect(html).toContain('This is not an e-mail address.');
    expect(html).toContain('at least 10 characters');
    expect(html).toContain('value="a@b"');
    expect(html).not.toContain('short"');
    expect(device.cookie()).toBe('');
  });

  it('changes its password with the old one, and signs out everywhere else', async () => {
    const { email } = await withAccount();
    const [here, there] = [makeDevice(server), makeDevice(server)];
    for (const device of [here, there]) await device.post('/sign-in', { email, password });
    const next = 'four other words';
    expect((await here.post('/account/password', { current: 'wrong', password: next })).status).toBe(422);
    expect((await here.post('/account/password', { current: password, password: next })).status).toBe(303);
    expect((await here.get('/account')).status).toBe(200);
    expect((await there.get('/account')).headers.get('location')).toBe('/sign-in?next=/account');
    expect((await there.post('/sign-in', { email, password })).status).toBe(422);
    expect((await there.post('/sign-in', { email, password: next })).status).toBe(303);
  });

  it('ends its tokens with a new password, and when an address turns out to be somebody else’s', async () => {
    const call = async (token: string): Promise<number> =>
      (await fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;
    const { device, email } = await withAccount();
    const token = await tokenOf(server, email);
    expect(await call(token)).toBe(200);
    await device.post('/account/password', { current: password, password: 'four other words' });
    expect(await call(token)).toBe(401);
    const [attacker, owner, victim] = [makeDevice(server), makeDevice(server), newEmail()];
    await attacker.post('/sign-up', { name: 'A', email: victim, password });
    const planted = await tokenOf(server, victim);
    expect(await call(planted)).toBe(200);
    await owner.post(await linkTo(victim));
    expect(await call(planted)).toBe(401);
  });

  it.each([
    ['Qwertyuiop', 'Many people have this password'],
    ['1q2w3e4r5t', 'Many people have this password'],
    ['Mary.Cartwright99', 'little more than your name or address'],
    ['chainmark2026', 'little more than your name or address'],
    ['too short', 'at least 10 characters'],
  ])('is not made with the password %s, nor given it later', async (guessable, sentence) => {
    const fields = { name: 'Mary Cartwright', email: newEmail(), password: guessable };
    const refused = await makeDevice(server).post('/sign-up', fields);
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(sentence)]);
    const { device } = await withAccount(newEmail(), 'Mary Cartwright');
    const kept = await device.post('/account/password', { current: password, password: guessable });
    expect([kept.status, await kept.text()]).toEqual([422, expect.stringContaining(sentence)]);
  });

  it('lists where it is signed in, and signs out there', async () => {
    const { email } = await withAccount();
    const [here, phone] = [makeDevice(server), makeDevice(server, 'Chrome/140 Mobile (Android)')];
    for (const device of [phone, here]) await device.post('/sign-in', { email, password });
    const html = await (await here.get('/account')).text();
    expect(html).toContain('Sign out there: Chrome, Android');
    const [, name = ''] = /sessions\/(\w+)\/end"><button aria-label="Sign out there: Chrome/.exec(html) ?? [];
    const { device: stranger } = await withAccount();
    await stranger.post(`/account/sessions/${name}/end`);
    expect((await phone.get('/account')).status).toBe(200);
    await here.post(`/account/sessions/${name}/end`);
    expect((await phone.get('/account')).status).toBe(303);
    await here.post('/sign-out');
    expect(here.cookie()).toBe('');
  });
});

describe('signing in', () => {
  it('says the same of an address that nobody has', async () => {
    const { email } = await withAccount();
    const texts = await Promise.all(
      [email, 'nobody@school.example'].map(async (address) => {
        const device = makeDevice(server);
        const wrong = await device.post('/sign-in', { email: address, password: 'not this one' });
        const link = await device.post('/sign-in/link', { email: address });
        return [wrong.status, await wrong.text(), link.status, await link.text()]
          .join()
          .replaceAll(address, '…');
      }),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(server.mails.filter(({ to }) => to === 'nobody@school.example')).toEqual([]);
  });

  it('by a link works once', async () => {
    const { email } = await withAccount();
    const [first, second] = [makeDevice(server), makeDevice(server)];
    await first.post('/sign-in/link', { email });
    const link = await linkTo(email, 2);
    expect((await first.get(link)).status).toBe(200);
    expect((await first.post(link)).status).toBe(303);
    expect((await first.get('/account')).status).toBe(200);
    expect((await second.post(link)).status).toBe(410);
    const stored = await server.store.prisma.oneTimeLink.findMany();
    expect(stored.some(({ tokenHash }) => link.includes(tokenHash))).toBe(false);
  });

  it('by a link allows a new password without the old one', async () => {
    const { email } = await withAccount();
    const device = makeDevice(server);
    await device.post('/sign-in/link', { email });
    await device.post(await linkTo(email, 2));
    expect((await device.post('/account/password', { password: 'after the link' })).status).toBe(303);
    expect((await device.post('/sign-in', { email, password: 'after the link' })).status).toBe(303);
  });

  it('leads to no other site', async () => {
    const { email } = await withAccount();
    for (const next of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example']) {
      const signedIn = await makeDevice(server).post('/sign-in', { email, password, next });
      expect(signedIn.headers.get('location')).toBe('/account');
    }
  });

  it('cannot be tried without end', async () => {
    const email = newEmail();
    const tries: number[] = [];
    for (let index = 0; index < 11; index++)
      tries.push((await makeDevice(server).post('/sign-in', { email, password: 'a guess' })).status);
    expect(tries).toEqual([...Array(10).fill(422), 429]);
  });

  it('cannot be tried without end from many addresses, nor many accounts from one', async () => {
    const [{ email }, now] = [await withAccount(), new Date()];
    const at = makeDevice(server);
    await addTries(server.store, limits.account, { key: email, tries: 100, now });
    expect((await at.post('/sign-in', { email, password })).status).toBe(429);
    const { email: another } = await withAccount();
    expect((await at.post('/sign-in', { email: another, password })).status).toBe(303);
    await addTries(server.store, limits.address, { key: '127.0.0.1', tries: 300, now });
    expect((await makeDevice(server).post('/sign-in', { email: another, password })).status).toBe(429);
    await forgetTries(server.store, new Date(now.getTime() + 3_600_000));
  });
});

describe('an address', () => {
  it('belongs to whoever opens the link, not to who wrote it first', async () => {
    const email = newEmail();
    const [attacker, owner] = [makeDevice(server), makeDevice(server)];
    await attacker.post('/sign-up', { name: 'Mallory', email, password });
    await owner.post(await linkTo(email));
    expect((await attacker.get('/account')).status).toBe(303);
    expect((await attacker.post('/sign-in', { email, password })).status).toBe(422);
    expect(await (await owner.get('/account')).text()).toContain('Confirmed.');
  });

  it('can be written by a second person, who gets no sight of the account behind it', async () => {
    const { email } = await withAccount();
    const second = makeDevice(server);
    expect(
      (await second.post('/sign-up', { name: 'Again', email, password: 'another password' })).status,
    ).toBe(303);
    expect(await (await second.get('/account')).text()).toContain('Not confirmed yet');
    const link = await linkTo(email, 2);
    expect(server.mails.at(-1)?.subject).toBe('Sign in to Chainmark');
    await second.post(link);
    expect(await (await second.get('/account')).text()).toContain('value="Mary"');
  });

  it('that is changed is confirmed anew, and links to the one before it confirm nothing', async () => {
    const [first, second, device] = [newEmail(), newEmail(), makeDevice(server)];
    await device.post('/sign-up', { name: 'Mary', email: first, password });
    const stale = await linkTo(first);
    await device.post('/account/email', { email: second, current: password });
    expect((await device.post(stale)).status).toBe(410);
    await device.post(await linkTo(second));
    const user = await server.store.prisma.user.findUnique({ where: { email: second } });
    expect(user).toMatchObject({ claimedEmail: null });
  });
});
