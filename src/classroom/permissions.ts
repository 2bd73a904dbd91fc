/**
 * Who may do what: the one table of it. The web asks it before every address (src/web/guard.ts). An assistant sees
 * everything of the class and comments on it; what changes marks, work that is set, or people is for teachers.
 */

/**
 * In a course: 'visitor' is whoever is not in it, 'site owner' an owner who has not entered it. Outside of courses:
 * the highest role that a person has in any course.
 */
export const standings = ['visitor', 'student', 'assistant', 'teacher', 'site owner'] as const;
export type Standing = (typeof standings)[number];

const members = ['student', 'assistant', 'teacher'] as const;
const staff = ['assistant', 'teacher'] as const;

export const siteActions = {
  /** Also what carries its own key: one-time links, codes on printed sheets, launches of an LMS. */
  'look around': standings,
  practise: standings,
  'join a course': standings,
  'use an account': standings,
  'see courses to teach': [...staff, 'site owner'],
  'try exercises out': [...staff, 'site owner'],
  'start a course': ['teacher', 'site owner'],
  'invite teachers': ['site owner'],
  'approve platforms': ['site owner'],
  'see the status': ['site owner'],
  'take a backup': ['site owner'],
} as const satisfies Record<string, readonly Standing[]>;

export const courseActions = {
  /** See the course and work on its exercises: what is one's own. */
  'take part': members,
  'sit an exam': ['student'],
  'follow the class': staff,
  'see student work': staff,
  comment: staff,
  'export grades': staff,
  'see worksheets': staff,
  'see own exercises': staff,
  'see the roster': staff,
  'set assignments': ['teacher'],
  'make worksheets': ['teacher'],
  'write exercises': ['teacher'],
  'give extensions': ['teacher'],
  'change marks': ['teacher'],
  'connect an LMS': ['teacher'],
  'change the roster': ['teacher'],
  'protect data': ['teacher'],
  'see the audit log': ['teacher'],
  'enter as a teacher': ['site owner'],
} as const satisfies Record<string, readonly Standing[]>;

export type SiteAction = keyof typeof siteActions;
export type CourseAction = keyof typeof courseActions;
export type Action = SiteAction | CourseAction;

const permissions: Readonly<Record<Action, readonly Standing[]>> = { ...siteActions, ...courseActions };

export const may = (standing: Standing, action: Action): boolean => permissions[action].includes(standing);

export const isCourseAction = (action: Action): action is CourseAction => action in courseActions;
