/** What browsers send when students hand in: by the page's own script, or as a plain form that leads to a page. */
import { newId } from '../../../src/store/new-id.ts';
import type { LectureHall, Student } from './lecture-hall.ts';
import type { Shot, Turn } from './shoot.ts';

export interface Submissions {
  /** By the script: one request, answered by the verdict. */
  readonly inPlace: readonly Turn[];
  /** Without it: sent, led on, and the whole page. */
  readonly asForm: readonly Turn[];
  /** Keys of those that were answered. */
  readonly acknowledged: readonly string[];
}

const form = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' };

/** What the baselines get: a form as long. */
export const plainForm: Turn = () => ({
  method: 'POST',
  path: '/',
  headers: form,
  body: `submission=${newId()}&action=check&answer.p1=-0.125&answer.p2=0.75`,
  accepts: ({ status }) => status === 200,
});

export function submissionsOf({ students }: LectureHall): Submissions {
  let sent = 0;
  const acknowledged: string[] = [];
  const handers = new WeakMap<object, Student>();
  /** What the student's page shows by now, as its form says. */
  const pieces = new WeakMap<Student, string>();
  const handIn = (cycle: object, headers: Shot['headers'], accepts: Shot['accepts']): Shot => {
    const student = requireAt(students, sent % students.length);
    const typed = requireAt(student.answers, Math.floor(sent / students.length) % student.answers.length);
    sent++;
    handers.set(cycle, student);
    const key = newId();
    return {
      method: 'POST',
      path: student.path,
      headers: { ...form, cookie: student.cookie, 'sec-fetch-site': 'same-origin', ...headers },
      body: `submission=${key}&action=check${pieces.get(student) ?? ''}&${typed}`,
      accepts: (answer) => {
        const accepted = accepts(answer);
        if (accepted) acknowledged.push(key);
        const names = [...answer.body.matchAll(/data-(?:piece|stays)="([^"]*)"/g)];
        if (names.length > 0)
          pieces.set(student, names.map(([, name = '']) => `&shown=${encodeURIComponent(name)}`).join(''));
        return accepted;
      },
    };
  };
  const page = (cycle: object): Shot => {
    const student = handers.get(cycle);
    if (!student) throw new Error('a page follows a submission');
    const headers = { cookie: student.cookie, 'accept-language': 'en' };
    return { method: 'GET', path: student.path, headers, accepts: showsVerdict };
  };
  return {
    inPlace: [(cycle) => handIn(cycle, { prefer: 'return=representation' }, showsVerdict)],
    asForm: [(cycle) => handIn(cycle, {}, ({ status }) => status === 303), page],
    acknowledged,
  };
}

const showsVerdict: Shot['accepts'] = ({ status, body }) =>
  status === 200 && body.includes('class="verdict"');

function requireAt<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`nothing at ${index}`);
  return found;
}
