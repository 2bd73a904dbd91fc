/** Cookies of a launch: one for each login, so that several may be under way, and one for somebody new. */
import type { CookieOptions, Request, Response } from 'express';
import { loginLivesMs } from '../../lms/lti/begin-login.ts';
import { hostCookie, readCookie } from '../cookies.ts';

/**
 * The token comes as a form of the platform, and perhaps in a frame of it: such a form brings only cookies that are
 * SameSite=None. Partitioned: in a frame, browsers keep it for this platform alone.
 */
const acrossSites = {
  httpOnly: true,
  secure: true,
  sameSite: 'none',
  partitioned: true,
  path: '/',
} as const satisfies CookieOptions;

const nameFor = (publicUrl: string, state: string): string =>
  hostCookie(publicUrl, `lti-${state.replace(/[^\w-]/g, '').slice(0, 12)}`);

export const tieToBrowser = (
  response: Response,
  publicUrl: string,
  { state, browser }: { readonly state: string; readonly browser: string },
): void => {
  response.cookie(nameFor(publicUrl, state), browser, { ...acrossSites, maxAge: loginLivesMs });
};

export const browserOf = (request: Request, publicUrl: string, state: string): string | undefined =>
  readCookie(request, nameFor(publicUrl, state));

export const untie = (response: Response, publicUrl: string, state: string): void => {
  response.clearCookie(nameFor(publicUrl, state), acrossSites);
};

const arrivalName = (publicUrl: string): string => hostCookie(publicUrl, 'lti-arrival');

const arrivalOptions = (publicUrl: string) =>
  ({
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    sameSite: 'lax',
    path: '/',
  }) as const satisfies CookieOptions;

export const keepArrivalCookie = (response: Response, publicUrl: string, token: string): void => {
  response.cookie(arrivalName(publicUrl), token, { ...arrivalOptions(publicUrl), maxAge: loginLivesMs });
};

export const arrivalToken = (request: Request, publicUrl: string): string | undefined =>
  readCookie(request, arrivalName(publicUrl));

export const dropArrivalCookie = (response: Response, publicUrl: string): void => {
  response.clearCookie(arrivalName(publicUrl), arrivalOptions(publicUrl));
};
