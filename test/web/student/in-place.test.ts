/** Answers sent by the page's own script: the new board comes at once, and is what the page would show. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerVariant } from '../../../src/classroom/submit-answer.ts';
import { keyOf } from '../../../src/exercise/key.ts';
import { returnPaths } from '../../../src/net/reach.ts';
import { newId } from '../../../src/store/new-id.ts';
import { findVariant } from '../../../src/store/variants.ts';
import { testDatabases } from '../../store/test-store.ts';
import { makeCourse } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

describe.each(testDatabases)('an answer in place on %s', (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(database);
  });
  afterAll(() => server.close());

  async function practise(exercise = 'dw-linear') {
    const { student, classroom } = await makeCourse(server);
    const page = (await student.post('/practise', { exercise })).headers.get('location') ?? '';
    const [courseId = '', id = ''] = page.split('/').slice(-2);
    const stored = await findVariant(server.store, courseId, id);
    if (!stored) throw new Error('a variant');
    const send = async (fields: Readonly<Record<string, string>>, shown: readonly string[] = []) => {
      const body = new URLSearchParams({ submission: newId(), ...fields });
      for (const name of shown) body.append('shown', name);
      const headers = { cookie: student.cookie, prefer: 'return=representation' };
      return fetch(server.url + page, { method: 'POST', redirect: 'manual', headers, body });
    };
    return { student, classroom, page, stored, send, show: async () => (await student.get(page)).text() };
  }

  /** Names of the pieces that a board brings or leaves as they are. */
  const piecesOn = (html: string) =>
    [...html.matchAll(/data-(?:piece|stays)="([^"]*)"/g)].map(([, name = '']) => name);
  /** Every reading of a page has a key of its own. */
  const boardOn = (html: string) =>
    /<div class="board"[\s\S]*?<\/form>/.exec(html)?.[0].replace(/name="submission" value="\w+"/, '');

  it('comes back as the board of the page, with its verdict', async () => {
    const { send, show } = await practise();
    for (const text of ['123456.789', '1/0', '0.5']) {
      const answer = await send({ 'answer.p1': text });
      expect(answer.status).toBe(200);
      const board = await answer.text();
      expect(board).toContain('class="verdict"');
      expect(board).not.toContain('<html');
      expect(boardOn(board)).toBe(boardOn(await show()));
    }
    expect(server.reported).toEqual([]);
  });

  it('leaves out what the page shows, and lights the way back on the figure that stays', async () => {
    const { send, show, stored } = await practise();
    const asked = stored.variant.parts[0]?.quantity ?? '';
    const first = piecesOn(await show());
    const wrong = await (await send({ 'answer.p1': '123456.789' }, first)).text();
    expect(wrong).not.toContain('net-frame');
    expect(piecesOn(wrong)).toEqual(first);
    expect(wrong).toContain(
      `data-back="${[...new Set(returnPaths(asked, stored.variant.net).flat())].join(' ')}"`,
    );
    expect(wrong.match(/<g class="returns"><path class="return return-1"/g)).toHaveLength(2);
    const right = await (await send({ 'answer.p1': keyOf(stored.variant, asked).decimal }, first)).text();
    expect(right).not.toContain('net-frame');
    expect(right).toContain('data-back=""');
    expect(right).toContain('<details class="solution"');
    const closed = await (await send({ 'answer.p1': '7' }, piecesOn(right))).text();
    expect(closed).not.toContain('<details class="solution"');
  });

  it('draws the figure anew where numbers travel on it', async () => {
    const { send, show, stored } = await practise();
    const first = piecesOn(await show());
    const asked = stored.variant.parts[0]?.quantity ?? '';
    await send({ 'answer.p1': keyOf(stored.variant, asked).decimal }, first);
    const closed = await (await send({ 'answer.p1': '7' }, first)).text();
    expect(closed).toContain('net-frame');
    expect(closed).toContain('class="travel"');
    expect(closed).not.toContain('data-back');
  });

  it('brings every solution again where another one joins them in the walk', async () => {
    const { send, stored } = await practise('six-u-linear');
    const keys = stored.variant.parts.map(
      ({ id, quantity }) => [id, keyOf(stored.variant, quantity).decimal] as const,
    );
    const typed = (right: number) =>
      Object.fromEntries(
        keys.map(([id, key], index) => [`answer.${id}`, index < right ? key : '123456.789']),
      );
    const one = await (await send(typed(1))).text();
    const two = await (await send(typed(2), piecesOn(one))).text();
    expect(one.match(/<details class="solution"/g)).toHaveLength(1);
    expect(two.match(/<details class="solution"/g)).toHaveLength(2);
  });

  it('is counted once when it is sent twice', async () => {
    const { send, stored } = await practise();
    const submission = newId();
    const answers = await Promise.all([1, 2].map(() => send({ 'answer.p1': '7', submission })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await findVariant(server.store, stored.courseId, stored.id))?.attempts).toBe(1);
  });

  it.each(['dw-linear', 'step-w-linear', 'six-u-linear'])(
    'leaves %s standing as it is stored',
    async (exercise) => {
      const { classroom, stored } = await practise(exercise);
      let now = stored;
      for (const offset of [137.31, 0.5, 0]) {
        const typed = Object.fromEntries(
          stored.variant.parts.map(({ id, quantity }, index) => {
            const key = keyOf(stored.variant, quantity).decimal;
            return [id, index === 0 && offset > 0 ? `${Number(key) + offset}` : key];
          }),
        );
        now = await answerVariant(classroom, { variant: now, submissionKey: newId(), typed, locale: 'en' });
        const sorted = (variant: typeof now | undefined) =>
          variant && { ...variant, skills: variant.skills.toSorted((a, b) => (a.skill < b.skill ? -1 : 1)) };
        expect(JSON.parse(JSON.stringify(sorted(now)))).toEqual(
          JSON.parse(JSON.stringify(sorted(await findVariant(server.store, stored.courseId, stored.id)))),
        );
      }
    },
  );
});
