import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/classroom/permissions.ts';
import type { OperationId } from '../../../src/web/api/endpoint.ts';
import { endpoints } from '../../../src/web/api/endpoints.ts';
import { routeActions } from '../../../src/web/route-actions.ts';

const course = '/teach/courses/:courseId';
const assignment = `${course}/assignments/:assignmentId`;
const dashboard = `${assignment}/dashboard`;

/** Each page of a teacher, and the endpoint that does the same. */
const covered: Readonly<Record<string, OperationId>> = {
  'GET /teach': 'listCourses',
  'POST /teach/courses': 'startCourse',
  'GET /status': 'readStatus',
  'GET /teach/teachers': 'listTeachers',
  'POST /teach/teachers': 'inviteTeacher',
  'POST /teach/teachers/:userId': 'changeTeacher',
  'GET /teach/exercises': 'listExercises',
  'GET /teach/exercises/:exerciseId': 'readExercise',
  'POST /teach/exercises/:exerciseId': 'tryExercise',
  'POST /teach/exercises/:exerciseId/another': 'tryExercise',
  [`GET ${course}`]: 'readCourse',
  [`POST ${course}/enter`]: 'enterCourse',
  [`POST ${course}/retention`]: 'changeCourse',
  [`GET ${course}/audit`]: 'listAudit',
  [`GET ${course}/people`]: 'listPeople',
  [`POST ${course}/people`]: 'addPerson',
  [`GET ${course}/people.csv`]: 'exportPeople',
  [`POST ${course}/people/import`]: 'importPeople',
  [`GET ${course}/people/:enrolmentId`]: 'readPerson',
  [`POST ${course}/people/:enrolmentId`]: 'changePerson',
  [`POST ${course}/people/:enrolmentId/remove`]: 'removePerson',
  [`POST ${course}/people/:enrolmentId/restore`]: 'restorePerson',
  [`GET ${course}/people/:enrolmentId/data.json`]: 'downloadData',
  [`POST ${course}/people/:enrolmentId/anonymise`]: 'anonymisePerson',
  [`GET ${course}/exercises`]: 'listOwnExercises',
  [`POST ${course}/exercises`]: 'writeExercise',
  [`GET ${course}/exercises/:exerciseId`]: 'readOwnExercise',
  [`POST ${course}/exercises/:exerciseId`]: 'tryOwnExercise',
  [`POST ${course}/exercises/:exerciseId/another`]: 'tryOwnExercise',
  [`POST ${course}/assignments`]: 'setAssignment',
  [`GET ${assignment}`]: 'readResults',
  [`GET ${assignment}/edit`]: 'readAssignment',
  [`POST ${assignment}/edit`]: 'changeAssignment',
  [`GET ${assignment}/preview`]: 'previewAssignment',
  [`POST ${assignment}/preview`]: 'previewAssignment',
  [`GET ${assignment}/preview/:position`]: 'previewAssignment',
  [`POST ${assignment}/preview/:position`]: 'previewAssignment',
  [`POST ${assignment}/copy`]: 'copyAssignment',
  [`POST ${course}/copy`]: 'copyAssignment',
  [`POST ${assignment}/students/:enrolmentId/extension`]: 'giveExtension',
  [`GET ${assignment}/integrity`]: 'findCoincidences',
  [`GET ${course}/attempts`]: 'searchAttempts',
  [`GET ${course}/students/:enrolmentId`]: 'readStudent',
  [`GET ${course}/variants/:variantId`]: 'readVariant',
  [`POST ${course}/variants/:variantId/comments`]: 'comment',
  [`POST ${assignment}/students/:enrolmentId/mark`]: 'setMark',
  [`GET ${assignment}/weights`]: 'readWeights',
  [`POST ${assignment}/weights`]: 'weighPart',
  [`GET ${assignment}/regrade`]: 'planRegrade',
  [`POST ${assignment}/regrade`]: 'regrade',
  [`POST ${assignment}/regrade/:regradeId/undo`]: 'undoRegrade',
  [`GET ${course}/gradebook`]: 'readGradebook',
  [`GET ${course}/gradebook/export`]: 'previewExport',
  [`GET ${course}/gradebook/export/file`]: 'exportGradebook',
  [`POST ${course}/gradebook/fill`]: 'lookAtFile',
  [`POST ${course}/gradebook/fill/file`]: 'fillFile',
  [`GET ${course}/lti/people/:lmsCourseId`]: 'compareLmsPeople',
  [`POST ${course}/lti/people/:lmsCourseId`]: 'takeLmsPeople',
  [`GET ${dashboard}`]: 'readToday',
  [`GET ${dashboard}/net`]: 'readToday',
  [`GET ${dashboard}/version`]: 'readToday',
  [`GET ${dashboard}/mistakes.csv`]: 'readToday',
  [`GET ${dashboard}/net.csv`]: 'readToday',
  [`GET ${dashboard}/mistakes/:mistake`]: 'readWorkedExample',
  [`POST ${dashboard}/dismissals`]: 'dismissAlert',
  [`GET ${dashboard}/skills`]: 'readSkills',
  [`GET ${dashboard}/skills.csv`]: 'readSkills',
  [`GET ${dashboard}/curves`]: 'readCurves',
  [`GET ${dashboard}/curves.csv`]: 'readCurves',
  [`GET ${dashboard}/items`]: 'readItems',
  [`GET ${dashboard}/items.csv`]: 'readItems',
  [`GET ${dashboard}/time`]: 'readTimes',
  [`GET ${dashboard}/time.csv`]: 'readTimes',
  [`GET ${course}/worksheets`]: 'listWorksheets',
  [`POST ${course}/worksheets`]: 'makeWorksheet',
  [`GET ${course}/worksheets/:worksheetId`]: 'readWorksheet',
  [`GET ${course}/worksheets/:worksheetId/keys`]: 'readKeys',
  [`GET ${course}/lti`]: 'readLms',
  [`POST ${course}/lti/links/:linkId`]: 'chooseLinked',
  [`GET ${course}/lti/columns/:lineItemId`]: 'readColumn',
  [`POST ${course}/lti/columns/:lineItemId/policy`]: 'choosePassback',
  [`POST ${course}/lti/columns/:lineItemId/send`]: 'sendGrades',
};

const live = 'keeps a page that is open up to date; a script compares the version of readToday';
const waits = 'an endpoint answers once its job is done';

/** Pages of a teacher that have no endpoint, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  'GET /teach/exercises/:exerciseId/version': live,
  [`GET ${course}/exercises/:exerciseId/version`]: live,
  [`GET ${dashboard}/events`]: live,
  [`GET ${course}/jobs/:jobId`]: waits,
  [`POST ${course}/jobs/:jobId`]: waits,
  [`GET ${course}/copy`]: 'a form in which assignments are chosen',
  'POST /status/backup':
    'holds everything, and so it asks for the password again: chainmark backup is for scripts',
  [`GET ${course}/gradebook/fill`]: 'a form in which a file is chosen',
};

/** What is not for teachers of a course: visitors, students, one's own account, the owner of the site. */
const notOfTeachers: readonly Action[] = [
  ...(['look around', 'practise', 'join a course', 'use an account', 'approve platforms'] as const),
  ...(['take part', 'sit an exam'] as const),
];

const pages = Object.entries(routeActions).filter(
  ([route, action]) => !route.includes(' /api/') && !notOfTeachers.includes(action),
);

describe('the API', () => {
  it('does what every page of a teacher does, but for what stands in the table of exceptions', () => {
    const listed = [...Object.keys(covered), ...Object.keys(exceptions)];
    expect(listed.toSorted()).toEqual(pages.map(([route]) => route).toSorted());
  });

  it('asks for the same permission as the page', () => {
    const actionOf = new Map(endpoints.map(({ id, action }) => [id, action]));
    const other = Object.entries(covered).filter(([route, id]) => actionOf.get(id) !== routeActions[route]);
    expect(other).toEqual([[`GET ${assignment}/edit`, 'readAssignment']]);
  });
});
