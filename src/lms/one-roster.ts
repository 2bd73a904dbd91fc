/**
 * OneRoster 1.2 as CSV: a zip of manifest.csv, lineItems.csv and results.csv, all of them bulk, so that status and
 * dateLastModified stay empty. Every id but ours is one that the school's own system gave.
 */
import type { FileColumn, OneRosterPlace, Profile, Row } from './profile.ts';

export const oneRosterResults = {
  header: () => [
    [
      'sourcedId',
      'status',
      'dateLastModified',
      'lineItemSourcedId',
      'studentSourcedId',
      'scoreStatus',
      'score',
      'scoreDate',
      'comment',
      'textScore',
      'classSourcedId',
      'inProgress',
      'incomplete',
      'late',
      'missing',
    ],
  ],
  rows: ({ ids, points }, columns, { today, classId }) =>
    columns.flatMap(({ id }, index) => {
      const student = ids['one-roster'];
      const score = points[index] ?? '';
      const head = [`${id}-${student}`, '', '', id, student, 'fully graded', score, today];
      const tail = ['', '', classId, 'false', 'false', 'false', 'false'];
      return score === '' ? [] : [[...head, ...tail]];
    }),
} satisfies Pick<Profile, 'header' | 'rows'>;

export function lineItemRows(columns: readonly FileColumn[], place: OneRosterPlace): readonly Row[] {
  const { classId, categoryId, sessionId, schoolId } = place;
  const header =
    'sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,academicSessionSourcedId,resultValueMin,resultValueMax,schoolSourcedId';
  return [
    header.split(','),
    ...columns.map(({ id, title, opensOn, dueOn, pointsPossible }) => {
      const about = [id, '', '', title, '', opensOn, dueOn];
      return [...about, classId, categoryId, sessionId, '0', `${pointsPossible}`, schoolId];
    }),
  ];
}

const otherFiles = [
  'academicSessions',
  'categories',
  'classes',
  'classResources',
  'courses',
  'courseResources',
  'demographics',
  'enrollments',
  'lineItemLearningObjectiveIds',
  'lineItemScoreScales',
  'orgs',
  'resources',
  'resultLearningObjectiveIds',
  'resultScoreScales',
  'roles',
  'scoreScales',
  'userProfiles',
  'userResources',
  'users',
];

export const manifestRows: readonly Row[] = [
  ['propertyName', 'value'],
  ['manifest.version', '1.0'],
  ['oneroster.version', '1.2'],
  ...otherFiles.map((file) => [`file.${file}`, 'absent']),
  ['file.lineItems', 'bulk'],
  ['file.results', 'bulk'],
  ['source.systemName', 'Chainmark'],
  ['source.systemCode', 'chainmark'],
];
