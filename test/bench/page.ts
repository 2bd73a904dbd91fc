/**
 * Medians of rendering a whole exercise page, figure, mathematics and layout included, from stored variants whose
 * numbers are new to every call in turn; beside a bare Handlebars page of as many bytes. Then, in Chromium with a
 * CPU four times slower and slow 4G, how long until a phone that was never here can type: npx tsx test/bench/page.ts
 */
import Handlebars from 'handlebars';
import type { Browser } from 'playwright-core';
import { drawVariant } from '../../src/classroom/draw-variant.ts';
import { practise, welcomeVisitor } from '../../src/classroom/practise.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { takeHint } from '../../src/classroom/take-hint.ts';
import type { Locale } from '../../src/language/language.ts';
import { makeLti } from '../../src/lms/lti/lti.ts';
import { newId } from '../../src/store/new-id.ts';
import { findVariant, type StoredVariant } from '../../src/store/variants.ts';
import { makeMetrics } from '../../src/web/operations/metrics.ts';
import { modelOf } from '../../src/web/student/exercise-model.ts';
import { exercisePage } from '../../src/web/student/exercise-page.ts';
import { makeViews } from '../../src/web/views.ts';
import { launch } from '../browser/chromium.ts';
import { makePerson } from '../web/people.ts';
import { exercisesForTests, operationsForTests, startTestServer } from '../web/test-server.ts';
import { type Measurement, measure, measureAsync, report } from './measure.ts';

const seconds = 2;
const variantsEach = 20;
const server = await startTestServer('embedded');
const views = makeViews();
const context = {
  operations: operationsForTests([], makeMetrics(), {}),
  store: server.store,
  exercises: exercisesForTests,
  collections: [],
  now: () => new Date(),
  publicUrl: server.url,
  report: () => {},
  stopping: new AbortController().signal,
  nudgeJobs: () => {},
  lti: makeLti({ secret: null, guard: { allowsLoopback: false }, log: () => {} }),
  views,
  sendMail: null,
};

const shown = [
  { exercise: 'dw-linear', locale: 'en', state: 'new' },
  { exercise: 'dw-sigmoid-given', locale: 'en', state: 'new' },
  { exercise: 'dw-sigmoid-given', locale: 'fa', state: 'new' },
  { exercise: 'dw-sigmoid-given', locale: 'en', state: 'wrong, with a hint' },
  { exercise: 'twelve-weights-linear', locale: 'en', state: 'new' },
] as const;

const pages = await inTurn(shown, stored);
const [page] = pages;
if (!page) throw new Error('a page');
const bare = bareHandlebars((await render(page, 0)).length);
console.log(report([bare, ...(await inTurn(pages, timed))], bare));
const browser = await launch();
console.log(await phoneVisits(browser));
await browser.close();
await server.close();

interface Shown {
  readonly name: string;
  readonly locale: Locale;
  readonly variants: readonly StoredVariant[];
}

async function stored({ exercise, locale, state }: (typeof shown)[number]): Promise<Shown> {
  const user = await welcomeVisitor(context);
  const { courseId, enrolmentId, assignmentId, position } = await practise(context, user, exercise);
  const place = { courseId, enrolmentId, assignmentId, position };
  const variants: StoredVariant[] = [];
  for (let number = 2; number < 2 + variantsEach; number++) {
    const drawn = await drawVariant(context, place, exercise, number);
    variants.push(state === 'new' ? drawn : await missed(drawn));
  }
  return { name: `${exercise}, ${locale}, ${state}`, locale, variants };
}

async function missed(variant: StoredVariant): Promise<StoredVariant> {
  const typed = Object.fromEntries(variant.variant.parts.map(({ id }) => [id, '0.123']));
  await submitAnswer(context, { variant, submissionKey: newId(), typed, locale: 'en' });
  await takeHint(context, variant);
  return (await findVariant(server.store, variant.courseId, variant.id)) ?? variant;
}

/** From what the store gives to the markup that is sent. */
async function render({ locale, variants }: Shown, call: number): Promise<string> {
  const variant = variants[call % variants.length];
  if (!variant) throw new Error('a variant');
  const looks = { locale, digits: 'local', theme: 'auto', path: '/', name: '' } as const;
  return views.page(exercisePage(await modelOf(context, variant, locale)), looks);
}

function timed(page: Shown): Promise<Measurement> {
  return measureAsync(page.name, (call) => render(page, call), { seconds });
}

/** Rows of text, each escaped, as many as fill the page. */
function bareHandlebars(bytes: number): Measurement {
  const row = (text: string) => ({ text });
  const template = Handlebars.compile('<html><body>{{#each rows}}<p>{{text}}</p>{{/each}}</body></html>');
  const rows = Array.from({ length: Math.ceil(bytes / 80) }, (_, i) => row(`${i} `.padEnd(73, 'a net & ')));
  return measure(`bare Handlebars, ${template({ rows }).length} bytes`, () => template({ rows }), {
    seconds,
  });
}

async function inTurn<T, R>(values: readonly T[], use: (value: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const value of values) results.push(await use(value));
  return results;
}

/** A cheap phone on slow 4G that was never here: medians of seven visits. */
async function phoneVisits(browser: Browser): Promise<string> {
  const person = await makePerson(server, 'Grace');
  const first = await practise(context, person.user, 'dw-sigmoid-given');
  const address = `${server.url}/exercise/${first.courseId}/${first.id}`;
  const visits = await inTurn(Array.from({ length: 7 }), () => visit(browser, person.cookie, address));
  const middle = (of: (each: Visit) => number) => visits.map(of).sort((a, b) => a - b)[3] ?? 0;
  return [
    '\nphone: CPU a quarter as fast, 1.6 Mbps, 150 ms there and back, nothing cached',
    `first paint ${Math.round(middle((each) => each.paintedMs))} ms`,
    `takes what is typed after ${Math.round(middle((each) => each.readyMs))} ms`,
    `transferred ${(middle((each) => each.bytes) / 1000).toFixed(1)} kB`,
  ].join('\n  ');
}

interface Visit {
  readonly paintedMs: number;
  readonly readyMs: number;
  readonly bytes: number;
}

async function visit(browser: Browser, cookie: string, address: string): Promise<Visit> {
  const phone = await browser.newContext({ viewport: { width: 390, height: 700 } });
  const [name = '', value = ''] = cookie.split('=');
  await phone.addCookies([{ name, value, url: server.url }]);
  const page = await phone.newPage();
  const devTools = await phone.newCDPSession(page);
  let bytes = 0;
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await devTools.send('Network.enable');
  const bytesPerSecond = 1_600_000 / 8;
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(address, { waitUntil: 'networkidle' });
  const times = await page.evaluate<Omit<Visit, 'bytes'>>(`({
    paintedMs: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    readyMs: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
  })`);
  await phone.close();
  return { ...times, bytes };
}
