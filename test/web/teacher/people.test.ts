import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCourse } from '../../../src/store/courses.ts';
import { makeSiteOwner } from '../../../src/store/users.ts';
import { makeDevice } from '../browser-like.ts';
import { join, makeCourse, makePerson, signedIn } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

async function makeClass() {
  const course = await makeCourse(server);
  const people = `/teach/courses/${course.courseId}/people`;
  const joinCode = (await findCourse(server.store, course.courseId))?.joinCode ?? '';
  const send = (fields: Readonly<Record<string, string | File>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return course.teacher.post(`${people}/import`, form);
  };
  const applied = async (csv: string) => {
    const [, apply = ''] = /name="apply" value="(\w+)"/.exec(await (await send({ csv })).text()) ?? [];
    return send({ csv, apply });
  };
  const enrolments = () => server.store.prisma.enrolment.findMany({ where: { courseId: course.courseId } });
  const named = async (displayName: string) =>
    (await enrolments()).find((each) => each.displayName === displayName);
  return { ...course, people, joinCode, send, applied, enrolments, named };
}

describe('importing a roster', () => {
  it('shows what it would do and does nothing, then does all of it', async () => {
    const { people, send, teacher, enrolments } = await makeClass();
    const csv = 'Name,Student number,Section\nGrace,77,A\nمریم,۴۰۱,ب\n';
    const preview = await (await send({ csv })).text();
    expect(preview).toContain('1 added');
    expect(preview).toContain('1 changed');
    expect(await enrolments()).toHaveLength(2);
    const [, apply = ''] = /name="apply" value="(\w+)"/.exec(preview) ?? [];
    expect((await send({ csv, apply })).status).toBe(303);
    expect(await enrolments()).toHaveLength(3);
    const page = await (await teacher.get(people)).text();
    expect(page).toContain('مریم');
    expect(page).toContain('Has not come yet');
    const again = await (await send({ csv })).text();
    expect(again).toContain('2 unchanged');
  });

  it('takes a file of a spreadsheet in UTF-16', async () => {
    const { send } = await makeClass();
    const bytes = new Uint8Array(Buffer.from('\ufeffName\tEmail\nمریم\tm@x.example\n', 'utf16le'));
    expect(await (await send({ file: new File([bytes], 'class.txt'), csv: '' })).text()).toContain('مریم');
    expect((await send({ file: new File([new Uint8Array([0, 0, 255])], 'x.png'), csv: '' })).status).toBe(
      422,
    );
  });

  it('names the problems by line, keeps the text, and cannot be applied', async () => {
    const { send, enrolments } = await makeClass();
    const csv = 'Name,Email\nAda,ada@x.example\nBob,bob at x\nAda again,ada@x.example\n';
    const refused = await send({ csv, apply: 'anything' });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('2 lines cannot be taken');
    expect(html).toContain('Line 3: “bob at x” is not an e-mail address.');
    expect(html).toContain('Line 4: this is the same person as in line 2.');
    expect(html).toContain('Bob,bob at x');
    expect(html).not.toContain('name="apply"');
    expect(await enrolments()).toHaveLength(2);
  });

  it('is shown again where the roster has changed since it was shown', async () => {
    const { send, joinCode, enrolments } = await makeClass();
    const csv = 'Name,Student number\nZoe,5\n';
    const [, apply = ''] = /name="apply" value="(\w+)"/.exec(await (await send({ csv })).text()) ?? [];
    await makeDevice(server).post('/join', { code: joinCode, name: 'Zoe' });
    const differs = await send({ csv, apply });
    expect(differs.status).toBe(422);
    expect(await differs.text()).toContain('has changed since you looked');
    expect((await enrolments()).map(({ studentNumber }) => studentNumber)).not.toContain('5');
  });

  it('is read again as it was exported', async () => {
    const { teacher, people, applied, send } = await makeClass();
    await applied('Name,Student number\n=1+1,5\nGrace,7\n');
    const csv = await (await teacher.get(`${people}.csv`)).text();
    const students = csv
      .split('\r\n')
      .filter((line) => !line.includes('teacher'))
      .join('\n');
    expect(await (await send({ csv: students })).text()).toContain('2 unchanged');
  });
});

describe('somebody whom the roster expects', () => {
  it('takes their place by number, by name, or by an address that is theirs', async () => {
    const { applied, joinCode, enrolments, courseId } = await makeClass();
    await applied('Name,Student number,Email\nMaryam,401,\nAli  Rezaei,,\nNoor,,noor@x.example\n');
    await makeDevice(server).post('/join', { code: joinCode, name: 'M.', number: '۴۰۱' });
    await makeDevice(server).post('/join', { code: joinCode, name: 'ali rezaei' });
    const noor = makeDevice(server);
    await noor.post('/sign-up', { name: 'Noor', email: 'noor@x.example', password: 'some long words' });
    expect((await noor.get(`/courses/${courseId}`)).status).toBe(404);
    const link = /\/sign-in\/link\/\S+/.exec(server.mails.at(-1)?.text ?? '')?.[0] ?? '';
    await noor.post(link);
    expect((await noor.get(`/courses/${courseId}`)).status).toBe(200);
    const rows = await enrolments();
    expect(rows).toHaveLength(5);
    expect(rows.every(({ userId }) => userId !== null)).toBe(true);
  });

  it('cannot take a place that is taken', async () => {
    const { applied, joinCode } = await makeClass();
    await applied('Name,Student number\nMaryam,401\n');
    const first = await makeDevice(server).post('/join', { code: joinCode, name: 'Maryam', number: '401' });
    expect(first.status).toBe(303);
    const second = await makeDevice(server).post('/join', { code: joinCode, name: 'Other', number: '401' });
    expect(second.status).toBe(422);
    expect(await second.text()).toContain('Somebody else in this course has this student number.');
  });
});

describe('the people of a course', () => {
  it('are removed and brought back with all that they did', async () => {
    const { teacher, student, people, named, courseId } = await makeClass();
    const grace = await named('Grace');
    await teacher.post(`${people}/${grace?.id}/remove`, {});
    expect((await student.get(`/courses/${courseId}`)).status).toBe(404);
    expect(await (await teacher.get(people)).text()).toContain('Bring back: Grace');
    await teacher.post(`${people}/${grace?.id}/restore`, {});
    expect((await student.get(`/courses/${courseId}`)).status).toBe(200);
    const audit = await (await teacher.get(`/teach/courses/${courseId}/audit`)).text();
    expect(audit.indexOf('Brought back')).toBeLessThan(audit.indexOf('Removed from the course'));
  });

  it('stay removed when they use the join code again, and are told who brings them back', async () => {
    const { courseId, joinCode, people, student, teacher, applied, enrolments, named } = await makeClass();
    await applied('Name,Student number\nEmmy,77\n');
    for (const name of ['Grace', 'Emmy'])
      await teacher.post(`${people}/${(await named(name))?.id}/remove`, {});
    const before = await enrolments();
    const stranger = await makePerson(server, '');
    const tries = [
      await student.post('/join', { code: joinCode, name: 'Grace' }),
      await stranger.post('/join', { code: joinCode, name: 'Emmy', number: '77' }),
    ];
    for (const response of tries) {
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('A teacher has taken you out of this course.');
    }
    expect(await enrolments()).toEqual(before);
    await teacher.post(`${people}/${(await named('Grace'))?.id}/restore`, {});
    const back = await student.post('/join', { code: joinCode, name: 'Grace' });
    expect(back.headers.get('location')).toBe(`/courses/${courseId}`);
  });

  it('get another role, which the audit log says; the last teacher stays one', async () => {
    const { teacher, student, people, named, courseId } = await makeClass();
    const [grace, ada] = [await named('Grace'), await named('Ada')];
    const change = (id: string | undefined, name: string, role: string) =>
      teacher.post(`${people}/${id}`, { name, number: '', email: '', section: 'A', role });
    expect((await change(ada?.id, 'Ada', 'student')).status).toBe(422);
    expect((await student.get(people)).status).toBe(403);
    expect((await change(grace?.id, 'Grace', 'assistant')).status).toBe(303);
    expect((await student.get(people)).status).toBe(200);
    expect(await (await student.get(people)).text()).not.toContain('type="file"');
    const audit = await (await teacher.get(`/teach/courses/${courseId}/audit`)).text();
    expect(audit).toContain('Student → Assistant');
  });

  it('are shown section by section', async () => {
    const { teacher, people, applied } = await makeClass();
    await applied('Name,Section\nMaryam,A & B\nZoe,C\n');
    const page = await (await teacher.get(`${people}?section=A%20%26%20B`)).text();
    expect(page).toContain('Maryam');
    expect(page).not.toContain('Zoe');
  });

  it('can be added one by one, and not twice', async () => {
    const { teacher, people } = await makeClass();
    const zoe = { name: 'Zoe', number: '5', email: '', section: '' };
    expect((await teacher.post(people, zoe)).status).toBe(303);
    const again = await teacher.post(people, zoe);
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('This person is in the course already.');
  });
});

describe('the site’s owner', () => {
  it('enters a course as a teacher, and its audit log says so', async () => {
    const { courseId, teacher } = await makeClass();
    const { user } = await makePerson(server, 'Owner');
    await makeSiteOwner(server.store, user.id);
    const owner = await signedIn(server, user);
    const address = `/teach/courses/${courseId}`;
    const refused = await owner.get(address);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Enter it from your list of courses');
    expect(await (await owner.get('/teach')).text()).toContain(`action="${address}/enter"`);
    expect((await owner.post(`${address}/enter`, {})).status).toBe(303);
    expect((await owner.get(address)).status).toBe(200);
    expect(await (await teacher.get(`${address}/audit`)).text()).toContain('owner entered the course');
  });

  it('is nobody in a course that they have joined as a student, beyond that', async () => {
    const { courseId } = await makeClass();
    const person = await makePerson(server, 'Owner');
    await makeSiteOwner(server.store, person.user.id);
    await join(server, courseId, person, 'student');
    expect((await person.get(`/teach/courses/${courseId}`)).status).toBe(403);
  });
});
