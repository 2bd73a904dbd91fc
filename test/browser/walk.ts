/**
 * Every page of the real server, and who opens it: each address of routeActions, and some in a state that is reached
 * by doing something. A new address is walked by itself, since the server does not start without a row for it there,
 * nor the test of permissions end without a sample in route-samples.
 */
import { listAssignments } from '../../src/store/assignments.ts';
import { routeActions } from '../../src/web/route-actions.ts';
import type { Person } from '../web/people.ts';
import { makeSamples } from '../web/route-samples.ts';
import type { TestServer } from '../web/test-server.ts';

/** The pages of addresses: '/courses/:courseId'. What scripts ask for is no page. */
export const routes: readonly string[] = Object.keys(routeActions).flatMap(
  (route) => route.match(/(?<=^GET )(?!\/api\/v1\/(?!docs)).*/) ?? [],
);

const forEverybody = /^\/(?:$|practise|join|sign-|first-teacher|new-teacher|healthz)/;

export class Walk {
  readonly #server: TestServer;
  readonly #samples: Awaited<ReturnType<typeof makeSamples>>;

  private constructor(server: TestServer, samples: Awaited<ReturnType<typeof makeSamples>>) {
    this.#server = server;
    this.#samples = samples;
  }

  static async through(server: TestServer): Promise<Walk> {
    return new Walk(server, await makeSamples(server));
  }

  get student(): Person {
    return this.#samples.student;
  }

  get teacher(): Person {
    return this.#samples.teacher;
  }

  /** Who opens the page of this address; undefined: somebody without a session. */
  personFor(route: string): Person | undefined {
    if (route.startsWith('/teach')) return this.teacher;
    return forEverybody.test(route) ? undefined : this.student;
  }

  async addressOf(route: string): Promise<string> {
    const userId = this.personFor(route)?.user.id;
    const parts = route
      .split('/')
      .map((part) => (part.startsWith(':') ? this.#samples.valueFor(part.slice(1), route, userId) : part));
    return this.#server.url + (await Promise.all(parts)).join('/');
  }

  /** The address of the assignment, for students. */
  async assignment(mode: 'homework' | 'exam'): Promise<string> {
    const { courseId } = this.#samples;
    const found = (await listAssignments(this.#server.store, courseId)).find((each) => each.mode === mode);
    return `${this.#server.url}/courses/${courseId}/assignments/${found?.id}`;
  }

  async post(address: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.student.post(address.slice(this.#server.url.length), fields);
  }

  /** The homework's exercise, opened by the student and answered in this way, with a hint each time. */
  async answered(...typed: readonly string[]): Promise<string> {
    const opened = await this.post(`${await this.assignment('homework')}/1`);
    const address = this.#server.url + (opened.headers.get('location') ?? '');
    for (const text of typed) {
      await this.post(address, { submission: text, action: 'check', 'answer.p1': text });
      await this.post(address, { submission: text, action: 'hint', 'answer.p1': text });
    }
    return address;
  }

  at(path: string): string {
    return this.#server.url + path;
  }
}

interface State {
  readonly person: (walk: Walk) => Person | undefined;
  /** Does what leads to it; the address. */
  readonly reach: (walk: Walk) => Promise<string>;
}

const visitor = () => undefined;
const student = (walk: Walk) => walk.student;

/** By a name that can be a file's. */
export const states: Readonly<Record<string, State>> = {
  'no-page': { person: visitor, reach: async (walk) => walk.at('/nowhere') },
  'page-for-others': { person: visitor, reach: async (walk) => walk.at('/teach') },
  'unknown-code': { person: visitor, reach: async (walk) => walk.at('/join?code=unknown') },
  'wrong-and-hint': { person: student, reach: (walk) => walk.answered('77') },
  'closed-exercise': { person: student, reach: (walk) => walk.answered('77', '78', '1/0', '79') },
  'homework-begun': { person: student, reach: (walk) => walk.assignment('homework') },
  results: {
    person: (walk) => walk.teacher,
    reach: async (walk) => (await walk.assignment('homework')).replace('/courses', '/teach/courses'),
  },
  'exam-running': {
    person: student,
    reach: async (walk) => {
      const exam = await walk.assignment('exam');
      await walk.post(`${exam}/start`);
      return exam;
    },
  },
};
