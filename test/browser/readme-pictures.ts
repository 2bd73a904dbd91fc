/** The two pictures of the README, from the real server with a small class: `npx tsx test/browser/readme-pictures.ts`. */

import { drawVariant } from '../../src/classroom/draw-variant.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { startCourse } from '../../src/classroom/start-course.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { exactly } from '../../src/exercise/values.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { type Belief, singleBeliefs } from '../../src/grading/beliefs.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { enrol } from '../../src/store/enrolments.ts';
import { newId } from '../../src/store/new-id.ts';
import { newToken } from '../../src/store/secret-token.ts';
import { startSession } from '../../src/store/sessions.ts';
import { createUser } from '../../src/store/users.ts';
import { decimalOfReal } from '../grading/typed.ts';
import { exercisesForTests, startTestServer } from '../web/test-server.ts';
import { launch } from './chromium.ts';

const folder = new URL('../../.github/images/', import.meta.url).pathname;
const names = ['Ada', 'Blaise', 'Carl', 'Daphne', 'Emmy', 'Felix', 'Grace', 'Henri'];

const server = await startTestServer('embedded');
const classroom = {
  store: server.store,
  exercises: exercisesForTests,
  collections: [],
  now: () => new Date(),
};

const teacher = await createUser(server.store, { id: newId(), name: 'Teacher', createdAt: new Date() });
const course = await startCourse(classroom, teacher, 'Deep learning');
const assignment = await setAssignment(classroom, {
  courseId: course.id,
  title: 'Week 3: both errors',
  exercises: ['du-linear', 'errors-then-total-linear', 'dw-sigmoid-given'],
  policy: withoutSchedule({ tries: 3, penalty: '0' }),
});

/** What a student types who believes this, or who is right. */
function typedBy(variant: Variant, belief: Belief | undefined): Record<string, string> {
  return Object.fromEntries(
    variant.parts.map(({ id, quantity }, index) => [
      id,
      decimalOfReal(belief?.predicts.get(index)?.real() ?? exactly(quantity, variant)),
    ]),
  );
}

for (const [index, name] of names.entries()) {
  const person = {
    courseId: course.id,
    id: newId(),
    userId: newId(),
    role: 'student',
    displayName: name,
  } as const;
  const enrolment = await enrol(server.store, { ...person, createdAt: new Date() });
  for (const { position, exercise } of assignment.exercises.slice(0, index === 7 ? 2 : 3)) {
    const place = { courseId: course.id, enrolmentId: enrolment.id, assignmentId: assignment.id, position };
    const variant = await drawVariant(classroom, place, exercise, 1);
    const wanted =
      [['NO_INPUT'], ['DROP_E2', 'DROP_E2', 'DROP_E2', 'CROSSED'], ['NO_DHID', 'NO_DHID', 'SIGN']][
        position - 1
      ] ?? [];
    const belief = singleBeliefs(variant.variant).find(
      ({ first }) => first.mistake === wanted[(index * position) % 7],
    );
    const typed = typedBy(variant.variant, belief);
    await submitAnswer(classroom, { variant, submissionKey: newId(), typed, locale: 'en' });
  }
}

const token = newToken();
const createdAt = new Date();
const expiresAt = new Date(createdAt.getTime() + 3_600_000);
await startSession(server.store, { token, userId: teacher.id, createdAt, expiresAt });

const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en' });
await context.addCookies([{ name: 'chainmark', value: token, url: server.url }]);
const page = await context.newPage();
await page.goto(`${server.url}/teach/courses/${course.id}/assignments/${assignment.id}`);
await page.screenshot({ path: `${folder}teacher.png`, fullPage: true });

await page.goto(`${server.url}/practise`);
await page.locator('button[value="errors-then-total-linear"]').click();
await page.waitForURL(/\/exercise\//);
const id = page.url().split('/').at(-1) ?? '';
const row = await server.store.prisma.variant.findFirstOrThrow({ where: { id } });
const variant = row.frozen as unknown as Variant;
const [dropped] = singleBeliefs(variant).filter(({ first }) => first.mistake === 'DROP_E2');
for (const [part, text] of Object.entries(typedBy(variant, dropped)))
  await page.fill(`#answer-${part}`, text);
await page.click('#check');
await page.locator('.verdict').first().waitFor();
await page.screenshot({ path: `${folder}exercise.png`, fullPage: true });
await browser.close();
await server.close();
