/** Cookies of a launch: one for each login, so that several may be under way, and one for somebody new. */
import type { CookieOptions, Request, Response } from 'express';
import { loginLivesMs } from '../../lms/lti/begin-login.ts';
import { readCookie } from '../cookies.ts';

/**
 * The token comes as a form of the platform, and perhaps in a frame of it: such a form brings only cookies that are
 * SameSite=None. Partitioned: in a frame, browsers keep it for this platform alone.
 */
const acrossSites = {
  httpOnly: true,
  secure: true,
  sameSite: 'none',
  partitioned: true,
  path: '/lti',
} as const satisfies CookieOptions;

const nameFor = (state: string): string => `lti-${state.replace(/[^\w-]/g, '').slice(0, 12)}`;

export const tieToBrowser = (
  response: Response,
  { state, browser }: { state: string; browser: string },
): void => {
  response.cookie(nameFor(state), browser, { ...acrossSites, maxAge: loginLivesMs });
};

export const browserOf = (request: Request, state: string): string | undefined =>
  readCookie(request, nameFor(state));

export const untie = (response: Response, state: string): void => {
  response.clearCookie(nameFor(state), acrossSites);
};

const arrivalName = 'lti-arrival';

const arrivalOptions = (publicUrl: string) =>
  ({
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    sameSite: 'lax',
    path: '/lti',
  }) as const satisfies CookieOptions;

export const keepArrivalCookie = (response: Response, publicUrl: string, token: string): void => {
  response.cookie(arrivalName, token, { ...arrivalOptions(publicUrl), maxAge: loginLivesMs });
};

export const arrivalToken = (request: Request): string | undefined => readCookie(request, arrivalName);

export const dropArrivalCookie = (response: Response, publicUrl: string): void => {
  response.clearCookie(arrivalName, arrivalOptions(publicUrl));
};
