/** The owner invites teachers who have no course yet. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimAccount } from '../../../src/classroom/claim-account.ts';
import { makeSiteOwner } from '../../../src/store/users.ts';
import { makeCaller } from '../api/caller.ts';
import { makeCourse, makePerson, type Person, signedIn, stranger } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

async function makeOwner() {
  const owner = await makePerson(server, 'Olga');
  await makeSiteOwner(server.store, owner.user.id);
  const invite = async (): Promise<string> => {
    const page = await (await owner.post('/teach/teachers', {})).text();
    const [, path = ''] = /<code dir="ltr">[^<]*?(\/new-teacher\/[^<]+)<\/code>/.exec(page) ?? [];
    return path;
  };
  return { owner, invite };
}

describe('an invitation to teach', () => {
  it('lets somebody without a course make one, and works once', async () => {
    const { invite } = await makeOwner();
    const link = await invite();
    const emmy = await makePerson(server, '');
    expect((await emmy.get('/teach')).status).toBe(403);
    expect(await (await emmy.get(link)).text()).toContain('invites you to teach here');
    expect((await emmy.post(link, { name: ' ' })).status).toBe(422);
    expect((await emmy.post(link, { name: 'Emmy' })).headers.get('location')).toBe('/teach');
    const again = await signedIn(server, emmy.user);
    expect((await again.get('/teach')).status).toBe(200);
    const made = await again.post('/teach/courses', { title: 'Algebra' });
    expect((await again.get(made.headers.get('location') ?? '')).status).toBe(200);
    expect((await stranger(server).post(link, { name: 'Mallory' })).status).toBe(410);
    expect((await again.get('/teach/teachers')).status).toBe(403);
  });

  it('does not use up another one', async () => {
    const { invite } = await makeOwner();
    const [one, another] = [await invite(), await invite()];
    for (const link of [one, another]) {
      const person = await makePerson(server, '');
      expect((await person.post(link, { name: 'Sofia' })).status).toBe(303);
    }
  });

  it('can be taken back; courses that there are stay', async () => {
    const { owner, invite } = await makeOwner();
    const person = await makePerson(server, '');
    await person.post(await invite(), { name: 'Maryam' });
    const again = await signedIn(server, person.user);
    expect((await again.get('/teach')).status).toBe(200);
    const page = await (await owner.get('/teach/teachers')).text();
    expect(page).toContain(`action="/teach/teachers/${person.user.id}"`);
    await owner.post(`/teach/teachers/${person.user.id}`, { may: 'no' });
    expect((await again.get('/teach')).status).toBe(403);
    expect((await owner.post('/teach/teachers/nobody', { may: 'no' })).status).toBe(404);
  });
});

describe('sessions that may have been stolen', () => {
  it('are ended by the owner: those of one teacher, and those of everybody who can sign in again', async () => {
    const { owner } = await makeOwner();
    const { teacher, student, other, classroom } = await makeCourse(server);
    const claim = (name: string) => ({
      name,
      email: `${name}@school.example`,
      password: 'four words of mine',
    });
    await claimAccount(classroom, teacher.user, { claim: claim('ada'), mail: null });
    await claimAccount(classroom, other.user, { claim: claim('edith'), mail: null });
    const token = await makeCaller(server, other.user);
    const isIn = async (person: Person) => (await person.get('/account')).status === 200;
    expect((await owner.post(`/teach/teachers/${teacher.user.id}`, { sessions: 'end' })).status).toBe(303);
    expect([await isIn(teacher), await isIn(other), await isIn(student)]).toEqual([false, true, true]);
    expect((await owner.post('/teach/teachers/nobody', { sessions: 'end' })).status).toBe(404);
    expect((await token.ask('GET', '/me')).status).toBe(200);
    const done = await owner.post('/teach/teachers', { sessions: 'all' });
    expect(await (await owner.get(done.headers.get('location') ?? '')).text()).toContain('Signed out.');
    expect([await isIn(other), await isIn(student), await isIn(owner)]).toEqual([false, true, true]);
    expect((await token.ask('GET', '/me')).status).toBe(401);
    expect((await other.post('/teach/teachers', { sessions: 'all' })).status).toBe(403);
  });
});

describe('the list of teachers', () => {
  it('names owners, the invited, and those who teach a course, with how many', async () => {
    const { teacher, student } = await makeCourse(server);
    const { owner } = await makeOwner();
    const page = await (await owner.get('/teach/teachers')).text();
    expect(page).toMatch(
      new RegExp(`<bdi>${teacher.user.name}</bdi></th><td><bdi></bdi></td><td>1 course</td>`),
    );
    expect(page).toMatch(/<bdi>Olga<\/bdi>.*?Owns this site/s);
    expect(page).not.toContain(`<bdi>${student.user.name}</bdi>`);
    expect(await (await owner.get('/teach')).text()).toContain('href="/teach/teachers"');
  });
});
