/** THE table: everything that can be asked below /api/v1, in the order in which the docs show it. */
import type { Action } from '../../classroom/permissions.ts';
import type { Catalogue } from '../../language/language.ts';
import type { Endpoint } from './endpoint.ts';
import { accountEndpoints } from './endpoints/account.ts';
import { assignmentEndpoints, assignmentSchemas } from './endpoints/assignments.ts';
import { attemptEndpoints, attemptSchemas } from './endpoints/attempts.ts';
import { courseEndpoints, courseSchemas } from './endpoints/courses.ts';
import { dashboardEndpoints } from './endpoints/dashboard.ts';
import { exerciseEndpoints, exerciseSchemas } from './endpoints/exercises.ts';
import { fillEndpoints } from './endpoints/fill.ts';
import { gradebookEndpoints, gradebookSchemas } from './endpoints/gradebook.ts';
import { lmsEndpoints, lmsSchemas } from './endpoints/lms.ts';
import { markEndpoints, markSchemas } from './endpoints/marks.ts';
import { peopleEndpoints, peopleSchemas } from './endpoints/people.ts';
import { previewEndpoints } from './endpoints/preview.ts';
import { regradeEndpoints, regradeSchemas } from './endpoints/regrades.ts';
import { siteEndpoints, siteSchemas } from './endpoints/site.ts';
import { tryEndpoints, trySchemas } from './endpoints/try-exercise.ts';
import { workedExampleEndpoints } from './endpoints/worked-example.ts';
import { worksheetEndpoints, worksheetSchemas } from './endpoints/worksheets.ts';
import { share, shareAsked, weightAsked } from './fields.ts';

export const sections = {
  account: accountEndpoints,
  courses: courseEndpoints,
  gradebook: [...gradebookEndpoints, ...fillEndpoints],
  people: peopleEndpoints,
  exercises: [...exerciseEndpoints, ...tryEndpoints],
  assignments: [...assignmentEndpoints, ...previewEndpoints],
  attempts: attemptEndpoints,
  marks: markEndpoints,
  regrades: regradeEndpoints,
  dashboard: [...dashboardEndpoints, ...workedExampleEndpoints],
  worksheets: worksheetEndpoints,
  lms: lmsEndpoints,
  site: siteEndpoints,
} satisfies Readonly<Record<SectionId, readonly Endpoint[]>>;

export type SectionId = keyof Catalogue['api']['sections'];

export const endpoints: readonly Endpoint[] = Object.values(sections).flat();

/** What answers are made of, under the names that the OpenAPI document gives them. */
export const namedSchemas = {
  Fraction: share,
  Share: shareAsked,
  Weight: weightAsked,

  ...courseSchemas,
  ...gradebookSchemas,
  ...peopleSchemas,
  ...exerciseSchemas,
  ...trySchemas,
  ...assignmentSchemas,
  ...attemptSchemas,
  ...markSchemas,
  ...regradeSchemas,
  ...worksheetSchemas,
  ...lmsSchemas,
  ...siteSchemas,
};

export const apiRoot = '/api/v1';

/** For src/web/route-actions.ts. */
export const apiActions: Readonly<Record<string, Action>> = {
  [`GET ${apiRoot}/openapi.json`]: 'look around',
  [`GET ${apiRoot}/docs`]: 'look around',
  ...Object.fromEntries(endpoints.map(({ method, path, action }) => [`${method} ${apiRoot}${path}`, action])),
};
