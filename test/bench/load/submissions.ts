/** What browsers send when students hand in: by the page's own script, or as a plain form that leads to a page. */
import { newId } from '../../../src/store/new-id.ts';
import { type LectureHall, type Sitting, triesIn } from './lecture-hall.ts';
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

/** Of a page that was opened and not answered yet. */
const firstPieces = ['drawing en ', 'told en'].map((name) => `&shown=${encodeURIComponent(name)}`).join('');

/** What the baselines get: a form as long. */
export const plainForm: Turn = () => ({
  method: 'POST',
  path: '/',
  headers: form,
  body: `submission=${newId()}&action=check&answer.p1=-0.125&answer.p2=0.75`,
  accepts: ({ status }) => status === 200,
});

/** Each try once: nobody answers again what is closed. Throws where none are left. */
export function submissionsOf(hall: LectureHall): Submissions {
  const tries = triesIn(hall);
  let sent = 0;
  const acknowledged: string[] = [];
  const handers = new WeakMap<object, Sitting>();
  /** What the student's page shows by now, as its form says. */
  const pieces = new WeakMap<Sitting, string>();
  const handIn = (cycle: object, headers: Shot['headers'], accepts: Shot['accepts']): Shot => {
    const { sitting, typed } = requireAt(tries, sent++);
    handers.set(cycle, sitting);
    const key = newId();
    return {
      method: 'POST',
      path: sitting.path,
      headers: { ...form, cookie: sitting.cookie, 'sec-fetch-site': 'same-origin', ...headers },
      body: `submission=${key}&action=check${pieces.get(sitting) ?? firstPieces}&${typed}`,
      accepts: (answer) => {
        const accepted = accepts(answer);
        if (accepted) acknowledged.push(key);
        const names = [...answer.body.matchAll(/data-(?:piece|stays)="([^"]*)"/g)];
        if (names.length > 0)
          pieces.set(sitting, names.map(([, name = '']) => `&shown=${encodeURIComponent(name)}`).join(''));
        return accepted;
      },
    };
  };
  const page = (cycle: object): Shot => {
    const sitting = handers.get(cycle);
    if (!sitting) throw new Error('a page follows a submission');
    const headers = { cookie: sitting.cookie, 'accept-language': 'en' };
    return { method: 'GET', path: sitting.path, headers, accepts: showsVerdict };
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
  if (found === undefined) throw new RangeError(`all ${index} tries were handed in: prepare more rounds`);
  return found;
}
