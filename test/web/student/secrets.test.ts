/**
 * Nothing that reaches a student's browser holds a key, the value of a mistake, a certificate or a seed of a part that
 * is open: every byte of every response is read, over many variants.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorksheet } from '../../../src/classroom/make-worksheet.ts';
import { practise } from '../../../src/classroom/practise.ts';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { makeVariant } from '../../../src/exercise/make-variant.ts';
import { solve } from '../../../src/exercise/solution.ts';
import { isChoice, type Variant } from '../../../src/exercise/variant.ts';
import { withoutSchedule } from '../../../src/store/assignments.ts';
import { findEnrolment } from '../../../src/store/enrolments.ts';
import { newId } from '../../../src/store/new-id.ts';
import { saveVariant, type VariantPlace } from '../../../src/store/variants.ts';
import { listSheets } from '../../../src/store/worksheets.ts';
import { definitionOf, variantOf } from '../../exercise/catalogue.ts';
import { keysOf } from '../../grading/attempts.ts';
import { makeCourse, makePerson, type Person } from '../people.ts';
import { exercisesForTests, startTestServer, type TestServer } from '../test-server.ts';
import { isTelling, leaksIn, secretsOf } from './leaks.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(() => server.close());

const variantsEach = 50;
const classroom = () => ({
  store: server.store,
  exercises: exercisesForTests,
  collections: [],
  now: () => new Date(),
});

/** May be any number by chance: how many bytes there are, when they were sent, a group of digits in a UUID. */
const byChance = ['content-length', 'date', 'etag', 'x-request-id'];

/** Status, address, headers and body, as one text; without the port, which may be any number, too. */
async function bytesOf(asked: Promise<Response>): Promise<string> {
  const answer = await asked;
  const headers = [...answer.headers]
    .filter(([name]) => !byChance.includes(name))
    .map((header) => header.join(': '));
  const { pathname, search } = new URL(answer.url);
  return [answer.status, pathname, search, ...headers, await answer.text()].join('\n');
}

/** Variants in which the key has enough digits to be told from anything else. */
function tellingVariants(exercise: string, count: number): readonly Variant[] {
  const found: Variant[] = [];
  for (let i = 0; found.length < count; i++) {
    if (i > 40 * count) throw new Error(`too few variants of ${exercise} have long keys`);
    const made = makeVariant(definitionOf(exercise), `never-to-be-seen-${exercise}-${i}`);
    if (made.kind === 'variant' && isTelling(made.variant)) found.push(made.variant);
  }
  return found;
}

async function placeOf({ user }: Person, exercise: string): Promise<Omit<VariantPlace, 'number'>> {
  const { courseId, enrolmentId, assignmentId, position } = await practise(classroom(), user, exercise);
  return { courseId, enrolmentId, assignmentId, position };
}

async function store(place: Omit<VariantPlace, 'number'>, variant: Variant, number: number): Promise<string> {
  const id = newId();
  await saveVariant(server.store, { ...place, number, id, variant, createdAt: new Date() });
  return `/exercise/${place.courseId}/${id}`;
}

const wrong = '77.7';
const submitted = (action: string, typed: Readonly<Record<string, string>>) => ({
  submission: newId(),
  action,
  ...Object.fromEntries(Object.entries(typed).map(([part, text]) => [`answer.${part}`, text])),
});

/** Every page and fragment on the way through an exercise while its parts are open. */
async function wayThrough(person: Person, at: string, { parts }: Variant): Promise<readonly string[]> {
  const typed = Object.fromEntries(parts.map(({ id }) => [id, wrong]));
  const persian = { 'accept-language': 'fa' };
  const steps = [
    () => person.get(at, persian),
    () => person.post(at, submitted('check', typed)),
    () => person.get(at),
    () => person.get(`${at}/echo?text=${wrong}%2B1&part=${parts.at(-1)?.id}`),
    ...[1, 2, 3].map(() => () => person.post(at, submitted('hint', typed))),
    () => person.get(at, persian),
  ];
  return inTurn(steps);
}

async function inTurn(steps: readonly (() => Promise<Response>)[]): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const step of steps) answers.push(await bytesOf(step()));
  return answers;
}

const idsOf = ({ parts }: Variant): readonly string[] => parts.map(({ id }) => id);

/** What a hint may work out on the way to a part: everything that is not asked itself. */
function onTheWay(variant: Variant): readonly string[] {
  const asked = new Set(variant.parts.map(({ quantity }) => quantity));
  const steps = variant.parts.flatMap(({ quantity }) => solve(variant, quantity));
  return steps.map(({ quantity }) => quantity).filter((quantity) => !asked.has(quantity));
}

describe.each(['dw-linear', 'errors-then-total-linear', 'dw-sigmoid-given', 'step-w-linear'])(
  'what students are sent of %s',
  (exercise) => {
    it(`holds nothing that is secret, over ${variantsEach} variants`, async () => {
      const person = await makePerson(server, 'Grace');
      const place = await placeOf(person, exercise);
      const variants = tellingVariants(exercise, variantsEach).map((variant) => {
        const secrets = secretsOf(variant, idsOf(variant), [wrong, ...onTheWay(variant)]);
        return { variant, secrets };
      });
      for (const [index, { variant, secrets }] of variants.entries()) {
        const at = await store(place, variant, index + 2);
        for (const bytes of await wayThrough(person, at, variant))
          expect(leaksIn(bytes, secrets), variant.seed).toEqual([]);
      }
      const own = ['/me', '/me/skills', '/me/history'].map((path) => () => person.get(path));
      for (const bytes of await inTurn(own))
        for (const { variant, secrets } of variants)
          expect(leaksIn(bytes, secrets), variant.seed).toEqual([]);
    }, 180_000);

    it('holds nothing of the parts that are open when one is right', async () => {
      const person = await makePerson(server, 'Grace');
      const place = await placeOf(person, exercise);
      for (const [index, variant] of tellingVariants(exercise, 10).entries()) {
        const at = await store(place, variant, index + 2);
        const [first, ...others] = variant.parts;
        const key = { p1: keysOf(variant).p1 ?? '' };
        await person.post(at, submitted('check', key));
        const told = [first?.quantity ?? '', ...onTheWay(variant)];
        const secrets = secretsOf(
          variant,
          others.map(({ id }) => id),
          told,
        );
        expect(leaksIn(await bytesOf(person.get(at)), secrets), variant.seed).toEqual([]);
      }
    });
  },
);

describe('what students are sent of an exam', () => {
  it('holds nothing that is secret before it is revealed', async () => {
    const { courseId, student, classroom: room } = await makeCourse(server);
    const exercises = ['dw-linear', 'dw-sigmoid-given', 'six-w-linear'];
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    const schedule = { dueAt, timeLimitMinutes: 30, feedback: 'when-closed' } as const;
    const policy = { ...withoutSchedule({ tries: 1, penalty: '0' }), ...schedule };
    const exam = await setAssignment(room, { courseId, title: 'Exam', mode: 'exam', exercises, policy });
    const at = `/courses/${courseId}/assignments/${exam.id}`;
    const enrolment = await findEnrolment(server.store, courseId, student.user.id);
    const variants = exercises.flatMap((exercise) => tellingVariants(exercise, 1));
    await student.post(`${at}/start`, {});
    const pages: string[] = [];
    for (const [index, variant] of variants.entries()) {
      const place = {
        courseId,
        enrolmentId: enrolment?.id ?? '',
        assignmentId: exam.id,
        position: index + 1,
      };
      const page = await store(place, variant, 2);
      const opened = await student.post(`${at}/${index + 1}`, {});
      expect(opened.headers.get('location')).toBe(page);
      pages.push(...(await wayThrough(student, page, variant)));
    }
    pages.push(await bytesOf(student.post(`${at}/hand-in`, {})));
    for (const path of [at, `/courses/${courseId}`, '/', '/practise', '/me'])
      pages.push(await bytesOf(student.get(path)));
    for (const variant of variants) {
      const secrets = secretsOf(variant, idsOf(variant), [wrong]);
      for (const bytes of pages) expect(leaksIn(bytes, secrets), variant.seed).toEqual([]);
    }
  });
});

describe('what students are sent of a printed sheet', () => {
  it('holds nothing that is secret', async () => {
    const { courseId, student, classroom: room } = await makeCourse(server);
    const asked = { courseId, id: newId(), title: 'Quiz', copies: 10, locale: 'en' } as const;
    const made = await makeWorksheet(room, { ...asked, exercises: ['dw-linear'], online: true });
    const sheets = await listSheets(server.store, courseId, made.id);
    const variants = tellingVariants('dw-linear', 10);
    expect(sheets).toHaveLength(variants.length);
    for (const [index, variant] of variants.entries()) {
      const { id = '', code = '' } = sheets[index] ?? {};
      await server.store.prisma.printedSheet.update({
        where: { courseId_id: { courseId, id } },
        data: { seed: variant.seed, frozen: JSON.parse(JSON.stringify(variant)) },
      });
      const began = await student.post(`/sheet/${code}`, {});
      const pages = [
        await bytesOf(student.get(`/sheet/${code}`)),
        ...(await wayThrough(student, began.headers.get('location') ?? '', variant)),
      ];
      const secrets = secretsOf(variant, idsOf(variant), [wrong, ...onTheWay(variant)]);
      for (const bytes of pages) expect(leaksIn(bytes, secrets)).toEqual([]);
    }
  });
});

/** The same variant with other secrets. */
function withOtherSecrets(variant: Variant): Variant {
  const parts = Object.entries(variant.certificate.parts).map(([id, part]) => {
    const asked = variant.parts.find((each) => each.id === id);
    const options = asked && isChoice(asked) ? asked.options.map((option) => option.id) : ['x1'];
    const key = options.find((option) => option !== part.key) ?? 'x1';
    return [id, { ...part, key, shows: [], masked: [], distance: '', nearest: '' }] as const;
  });
  return { ...variant, seed: 'another', certificate: { parts: Object.fromEntries(parts) } };
}

describe.each([
  'mark-the-paths',
  'order-u-linear',
  'find-the-mistake-linear',
  'zero-gradients-relu',
  'formula-dw',
])('the page of %s', (exercise) => {
  it('is the same whatever is right', async () => {
    const person = await makePerson(server, 'Grace');
    const place = await placeOf(person, exercise);
    const pagesOf = async (variant: Variant, number: number): Promise<readonly string[]> => {
      const at = await store(place, variant, number);
      const steps = [() => person.get(at), () => person.post(at, submitted('hint', {}))];
      const pages = await inTurn(steps);
      return pages.map((bytes) => withoutIds(bytes.slice(bytes.indexOf('<!doctype'))));
    };
    for (let i = 1; i <= 10; i++) {
      const variant = variantOf(definitionOf(exercise), `any-${i}`);
      const pages = await pagesOf(variant, 2 * i);
      expect(pages[1]).toContain('class="hint"');
      expect(await pagesOf(withOtherSecrets(variant), 2 * i + 1)).toEqual(pages);
    }
  });
});

/** Ids are new each time. */
const withoutIds = (html: string): string => html.replace(/\b[0-9a-z]{26}\b/g, 'ID');

describe('the search for secrets', () => {
  const [variant] = tellingVariants('dw-linear', 1);
  if (!variant) throw new Error('a variant');
  const secrets = secretsOf(variant, ['p1']);
  const written = (what: string): string =>
    [...secrets.numbers].find(([, found]) => found.startsWith(what))?.[0] ?? '';
  const key = written('the key of');
  const mistake = written('X2 of');
  const inPersian = key.replace('.', '٫').replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)));

  it.each([
    ['a key in an attribute', `<input data-key="${key}">`],
    ['a key as a calculator writes it', `<p>${Number(key).toExponential(8)}</p>`],
    ['a key in mathematics', `<math><mo>−</mo><mn>${key}</mn></math>`],
    ['a key in Persian digits', `<p>${inPersian}،</p>`],
    ['a key as JSON', JSON.stringify({ key: Number(key) })],
    ['the value of a mistake', `<!-- ${mistake} -->`],
    ['the seed', `<form action="/x?seed=${variant.seed}">`],
    ['a certificate', JSON.stringify(variant.certificate)],
  ])('finds %s that is planted', (_what, planted) => {
    expect(leaksIn(`<p>w12 = 0.5</p>${planted}`, secrets)).not.toEqual([]);
  });

  it('finds the key on a real page once the part is closed', async () => {
    const person = await makePerson(server, 'Grace');
    const at = await store(await placeOf(person, 'dw-linear'), variant, 2);
    for (const typed of ['1', '2', '3']) await person.post(at, submitted('check', { p1: typed }));
    expect(leaksIn(await bytesOf(person.get(at)), secrets).join()).toContain('the key of');
  });
});
