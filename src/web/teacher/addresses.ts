/** Where the pages of a teacher lead to each other. */
const courseAddress = (courseId: string): string => `/teach/courses/${courseId}`;

export const studentAddress = (courseId: string, enrolmentId: string): string =>
  `${courseAddress(courseId)}/students/${enrolmentId}`;

export const variantAddress = (courseId: string, variantId: string): string =>
  `${courseAddress(courseId)}/variants/${variantId}`;

export interface AttemptsAsked {
  readonly student?: string;
  readonly assignment?: string;
  readonly exercise?: string;
  readonly mistake?: string;
  readonly skill?: string;
  /** Of the figure: 'w12'. */
  readonly place?: string;
  readonly before?: string;
}

/** The attempts that these narrow down: ids of an enrolment, an assignment, an exercise, a mistake, a skill. */
export function attemptsAddress(courseId: string, asked: AttemptsAsked = {}): string {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return `${courseAddress(courseId)}/attempts${query.size === 0 ? '' : `?${query}`}`;
}
