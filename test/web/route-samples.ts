/** A course with something in every place that an address can name, so that every route can be tried. */
import { openVariant } from '../../src/classroom/draw-variant.ts';
import { makeWorksheet } from '../../src/classroom/make-worksheet.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { saveAccountLink } from '../../src/store/account-links.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { saveCourseExercise } from '../../src/store/course-exercises.ts';
import { enrol } from '../../src/store/enrolments.ts';
import { addJob } from '../../src/store/jobs.ts';
import { noteLineItem } from '../../src/store/line-items.ts';
import { createPlatform } from '../../src/store/lti-platforms.ts';
import { newId } from '../../src/store/new-id.ts';
import { saveOneTimeLink } from '../../src/store/one-time-links.ts';
import { newToken } from '../../src/store/secret-token.ts';
import { listSheets } from '../../src/store/worksheets.ts';
import { makeCourse } from './people.ts';
import type { TestServer } from './test-server.ts';

const ownExercise = `id: own-sample
level: 4
skills: [K9, K11]
title: { en: Sample, fa: نمونه }
prompt: { en: "Find {{p1}}.", fa: "{{p1}} را بیابید." }
net: { hidden: linear, output: linear }
parts:
  - quantity: dE/dw{i}{j}
`;

export interface Samples {
  readonly courseId: string;
  /** What stands at a parameter of this path when this person asks; a path may need something else than the others. */
  valueFor(parameter: string, path: string, userId: string | undefined): Promise<string>;
}

export async function makeSamples(server: TestServer) {
  const { courseId, classroom, ...people } = await makeCourse(server);
  const exercises = ['du-linear'];
  const policy = withoutSchedule({ tries: 3, penalty: '0' });
  const set = (mode: 'homework' | 'exam') =>
    setAssignment(classroom, { courseId, title: mode, mode, exercises, policy });
  const [homework, exam] = [await set('homework'), await set('exam')];
  const worksheet = await makeWorksheet(classroom, {
    courseId,
    id: newId(),
    title: 'Sheets',
    locale: 'en',
    exercises,
    copies: 1,
    online: true,
  });
  const [sheet] = await listSheets(server.store, courseId, worksheet.id);
  const own = { courseId, id: 'own-sample', yaml: ownExercise, createdAt: new Date() };
  await saveCourseExercise(server.store, own);

  const enrolmentOf = (userId: string | undefined): Promise<string> =>
    enrol(server.store, {
      courseId,
      id: newId(),
      userId: userId ?? newId(),
      role: 'student',
      displayName: 'Sample',
      createdAt: new Date(),
    }).then(({ id }) => id);
  const variantOf = async (enrolmentId: string): Promise<string> => {
    const place = { courseId, enrolmentId, assignmentId: homework.id, position: 1 };
    return (await openVariant(classroom, place, 'du-linear')).id;
  };
  const membershipOf = async (userId: string | undefined): Promise<string> => {
    const found = await server.store.prisma.enrolment.findFirst({
      where: { courseId, userId: userId ?? '' },
    });
    return found?.id ?? enrolmentOf(undefined);
  };
  const token = async (path: string): Promise<string> => {
    const [token, createdAt] = [newToken(), new Date()];
    const expiresAt = new Date(createdAt.getTime() + 3_600_000);
    if (path.startsWith('/sign-in')) {
      const link = { userId: people.student.user.id, purpose: 'sign-in' } as const;
      await saveAccountLink(server.store, { ...link, token, createdAt, expiresAt });
      return token;
    }
    await saveOneTimeLink(server.store, {
      token,
      purpose: path.startsWith('/new-teacher') ? 'teacher' : 'first-teacher',
      createdAt,
      expiresAt,
    });
    return token;
  };
  const platform = await createPlatform(server.store, {
    ...{ id: newId(), system: 'other', name: 'LMS', issuer: 'https://lms.example', clientId: 'c' },
    ...{ authorizationUrl: '', tokenUrl: '', tokenAudience: '', jwksUrl: '', state: 'pending' },
    createdAt: new Date(),
  });
  if (!platform) throw new Error('a platform');
  const samples: Readonly<Record<string, (path: string, userId?: string) => Promise<string> | string>> = {
    courseId: () => courseId,
    assignmentId: () => exam.id,
    position: () => '1',
    mistake: () => 'SIGN',
    variantId: async (path, userId) =>
      variantOf(await membershipOf(path.startsWith('/teach/') ? undefined : userId)),
    exerciseId: (path) => (path.includes(':courseId') ? 'own-sample' : 'du-linear'),
    worksheetId: () => worksheet.id,
    regradeId: () => 'none',
    // One that nobody does, asked for long ago: its page comes again only after half a minute.
    jobId: () => {
      const payload = { courseId, assignmentId: exam.id };
      const job = { kind: 'of-a-newer-version', courseId, key: null, payload };
      return addJob(server.store, job, new Date(Date.now() - 3_600_000));
    },
    code: () => sheet?.code ?? '',
    enrolmentId: () => enrolmentOf(undefined),
    token,
    tokenId: () => newId(),
    session: () => 'not a session at all',
    platformId: () => newId(),
    userId: () => people.other.user.id,
    contextId: () => newId(),
    linkId: () => newId(),
    lmsCourseId: async () => {
      const id = newId();
      const place = { platformId: platform.id, deploymentId: '1', contextId: id, courseId };
      await server.store.prisma.ltiContext.create({
        data: { ...place, id, title: '', askedBy: '', createdAt: new Date() },
      });
      return id;
    },
    lineItemId: async () => {
      const item = { courseId, id: newId(), assignmentId: homework.id, contextId: newId() };
      await noteLineItem(server.store, { ...item, label: 'Sample', url: null, createdAt: new Date() });
      return item.id;
    },
  };
  const valueFor: Samples['valueFor'] = async (parameter, path, userId) => {
    const sample = samples[parameter];
    if (!sample) throw new Error(`${path}: say in test/web/route-samples.ts what may stand at :${parameter}`);
    return sample(path, userId);
  };
  return { courseId, classroom, ...people, valueFor };
}
