/**
 * What the server's process works for one submission, stage by stage, each by itself and warm: npx tsx
 * test/bench/load/stages.ts [SUBMISSIONS]. In ms of CPU, so that other programs on the machine do not count.
 */
import { answerVariant } from '../../../src/classroom/submit-answer.ts';
import { gradeAttempt } from '../../../src/grading/grade-attempt.ts';
import { gradingOf } from '../../../src/store/assignments.ts';
import { openStore } from '../../../src/store/database.ts';
import { newId } from '../../../src/store/new-id.ts';
import { boardView } from '../../../src/web/student/board.ts';
import { boardModelOf, modelOf } from '../../../src/web/student/exercise-model.ts';
import { exercisePage } from '../../../src/web/student/exercise-page.ts';
import { makeViews } from '../../../src/web/views.ts';
import { makeServerDatabase, opened } from '../../store/test-store.ts';
import { exercisesForTests } from '../../web/test-server.ts';
import { aligned, threeDigits } from '../measure.ts';
import { fillLectureHall, type Try, triesIn } from './lecture-hall.ts';
import { serverForBenches } from './sides.ts';

const total = Number(process.argv[2] ?? 1800);
const atOnce = 60;

const database = await makeServerDatabase(serverForBenches);
const store = opened(await openStore({ kind: 'server', url: database.url, connections: 10 }));
const tries = triesIn(await fillLectureHall(store, 600));
const views = makeViews();
const classroom = { store, exercises: exercisesForTests, collections: [], now: () => new Date() };
const looks = { locale: 'en', digits: 'local', theme: 'auto', path: '/', name: '' } as const;
const worked = new Map<string, number>();

for (let first = 0; first < 2 * total; first += atOnce) {
  if (first === total) worked.clear();
  await submitAll(tries.slice(first % tries.length).slice(0, atOnce));
}
const rows = [...worked].map(([stage, ms]) => [stage, threeDigits(ms / total)]);
console.log(aligned([[`of ${atOnce} at once`, 'ms of CPU each'], ...rows]));
await store.close();
await database.drop();

async function submitAll(batch: readonly Try[]): Promise<void> {
  const now = new Date();
  const visits = await stage('session, enrolment, variant', batch, ({ sitting: { path, cookie } }) => {
    const [courseId = '', variantId = ''] = path.split('/').slice(-2);
    return store.visits({ token: cookie.replace('chainmark=', ''), courseId, variantId, now });
  });
  const answered = visits.map((visit, index) => {
    if (!visit?.stored) throw new Error('a student with a variant');
    const answer = batch[index]?.typed ?? '';
    const typed = Object.fromEntries(
      [...new URLSearchParams(answer)].map(([name, text]) => [name.replace('answer.', ''), text]),
    );
    return { variant: visit.stored, typed, submissionKey: newId(), locale: 'en' };
  });
  await stage('grade, once more', answered, ({ variant, typed }) =>
    gradeAttempt(variant.variant, typed, 'en', gradingOf(variant.policy)),
  );
  const stored = await stage('grade and record', answered, (each) => answerVariant(classroom, each));
  const boards = await stage('the board in the model', stored, (each) => boardModelOf(classroom, each, 'en'));
  const shown = boards.map((board) => ({ board, pieces: piecesIn(boardView(board)) }));
  await stage('the board in HTML, what changed', shown, ({ board, pieces }) =>
    views.render('student/board', boardView(board, pieces)),
  );
  const pages = await stage('instead: the page in the model', stored, (each) =>
    modelOf(classroom, each, 'en'),
  );
  await stage('instead: the page in HTML', pages, (page) => views.page(exercisePage(page), looks));
}

async function stage<In, Out>(
  name: string,
  batch: readonly In[],
  work: (each: In) => Out | Promise<Out>,
): Promise<readonly Out[]> {
  const before = process.cpuUsage();
  const done = await Promise.all(batch.map(work));
  const { user, system } = process.cpuUsage(before);
  worked.set(name, (worked.get(name) ?? 0) + (user + system) / 1000);
  return done;
}

/** What the page has already. */
function piecesIn({ figure, parts }: ReturnType<typeof boardView>): ReadonlySet<string> {
  return new Set([
    figure.drawing.name,
    figure.told.name,
    ...parts.flatMap(({ solution }) => solution?.name ?? []),
  ]);
}
