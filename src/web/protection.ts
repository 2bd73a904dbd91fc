/** What every answer carries, and the forms that are not taken. */
import type { RequestHandler } from 'express';
import type { Store } from '../store/database.ts';
import { Refusal } from './failure.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

export function setSecurityHeaders(publicUrl: string): RequestHandler {
  const headers: Record<string, string> = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    // Pages hold names, marks and tokens: nobody keeps them but who says so (assets, public keys).
    'cache-control': 'no-store',
  };
  if (publicUrl.startsWith('https:'))
    headers['strict-transport-security'] = 'max-age=31536000; includeSubDomains';
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
}

const methods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** 501 (RFC 9110, 15.6.2) to methods that nothing here answers: TRACE would say headers again, cookies among them. */
export const refuseOtherMethods: RequestHandler = (request, response, next) => {
  if (methods.has(request.method)) next();
  else response.status(501).end();
};

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Forms of an LMS come from another site by their nature, and carry their key themselves. */
const fromElsewhere = new Set(['/lti/login', '/lti/launch']);

/**
 * A form of another site cannot act for our user: browsers say where a request comes from, in Sec-Fetch-Site or,
 * the older ones, in Origin. Without either it is no browser, and has no cookie of ours.
 */
export function refuseForeignForms(publicUrl: string): RequestHandler {
  const home = new URL(publicUrl).host;
  return (request, _response, next) => {
    if (harmless.has(request.method) || fromElsewhere.has(request.path)) return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const ours = site
      ? site === 'same-origin' || site === 'none'
      : !origin || isAt(origin, home, request.get('host'));
    next(ours ? undefined : new Refusal(403, 'foreignForm'));
  };
}

/** A page can still be read where nothing can be written. */
export const requireRoomToWrite =
  ({ requireRoom }: Pick<Store, 'requireRoom'>): RequestHandler =>
  (request, _response, next) => {
    if (!harmless.has(request.method)) requireRoom();
    next();
  };

function isAt(origin: string, home: string, host: string | undefined): boolean {
  const from = URL.canParse(origin) ? new URL(origin).host : undefined;
  return from !== undefined && (from === home || from === host);
}
