/** People with sessions, as cookies, and requests in their name. */
import { makeApiToken } from '../../src/classroom/make-api-token.ts';
import { startCourse } from '../../src/classroom/start-course.ts';
import { enrol, type Role } from '../../src/store/enrolments.ts';
import { newId } from '../../src/store/new-id.ts';
import { newToken } from '../../src/store/secret-token.ts';
import { startSession } from '../../src/store/sessions.ts';
import { createUser, findUserById, type User } from '../../src/store/users.ts';
import { exercisesForTests, type TestServer } from './test-server.ts';

export interface Person {
  readonly user: User;
  readonly cookie: string;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(
    path: string,
    fields: Readonly<Record<string, string>> | FormData | URLSearchParams,
  ): Promise<Response>;
}

export async function makePerson(server: TestServer, name: string): Promise<Person> {
  return signedIn(server, await createUser(server.store, { id: newId(), name, createdAt: new Date() }));
}

/** For scripts, of the person who has, or claims, this address. */
export async function tokenOf({ store, tool }: TestServer, email: string): Promise<string> {
  const where = { OR: [{ email }, { claimedEmail: email }] };
  const { id } = await store.prisma.user.findFirstOrThrow({ where });
  const user = await findUserById(store, id);
  const made = user && (await makeApiToken(tool, user, { name: 'script', days: 7 }));
  return made?.kind === 'made' ? made.token : '';
}

/** Somebody who is known, in a session of its own. */
export async function signedIn(server: TestServer, user: User): Promise<Person> {
  const [token, createdAt] = [newToken(), new Date()];
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  await startSession(server.store, { token, userId: user.id, createdAt, expiresAt });
  const cookie = `chainmark=${token}`;
  return {
    user,
    cookie,
    get: (path, headers = {}) =>
      fetch(server.url + path, { headers: { cookie, ...headers }, redirect: 'manual' }),
    post: (path, fields) =>
      fetch(server.url + path, {
        method: 'POST',
        headers: { cookie },
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
        redirect: 'manual',
      }),
  };
}

/** A person without a session. */
export const stranger = (server: TestServer): Pick<Person, 'get' | 'post'> => ({
  get: (path) => fetch(server.url + path, { redirect: 'manual' }),
  post: (path, fields) =>
    fetch(server.url + path, {
      method: 'POST',
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      redirect: 'manual',
    }),
});

/** A course of its own with a teacher and a student; and a teacher of another course. */
export async function makeCourse(server: TestServer) {
  const [teacher, student, other] = await Promise.all(
    ['Ada', 'Grace', 'Edith'].map((name) => makePerson(server, name)),
  );
  if (!teacher || !student || !other) throw new Error('three people');
  const classroom = {
    store: server.store,
    exercises: exercisesForTests,
    collections: [],
    now: () => new Date(),
  };
  const { id: courseId } = await startCourse(classroom, teacher.user, 'Nets');
  const { id: otherCourseId } = await startCourse(classroom, other.user, 'Other nets');
  await join(server, courseId, student, 'student');
  return { courseId, otherCourseId, teacher, student, other, classroom };
}

export const join = ({ store }: TestServer, courseId: string, { user }: Person, role: Role) =>
  enrol(store, {
    courseId,
    id: newId(),
    userId: user.id,
    role,
    displayName: user.name,
    createdAt: new Date(),
  });
