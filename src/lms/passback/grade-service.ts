/** Scores and results of one column in an LMS (LTI Assignment and Grade Services). */
import * as z from 'zod';
import type { Platform } from '../../store/lti-platforms.ts';
import { askService, scopes } from '../lti/ask-service.ts';
import type { Answer } from '../lti/guarded-fetch.ts';
import type { Tool } from '../lti/lti.ts';
import { readJson } from '../lti/platform-keys.ts';

export interface Column {
  readonly platform: Platform;
  /** Of the line item. */
  readonly url: string;
}

/** In every column of ours. */
export const scoreMaximum = 100;

/** '/scores' goes before the query: Moodle's addresses end in ?type_id=1. */
export function addressUnder(lineItem: string, name: 'scores' | 'results'): URL {
  const url = new URL(lineItem);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name}`;
  return url;
}

export interface Score {
  readonly subject: string;
  /** From 0 to 100. */
  readonly points: number;
  readonly at: Date;
}

/**
 * Always finished and fully graded: anything else makes Moodle erase what stands there, and Canvas ignore it.
 * Canvas makes a submission of every score unless told not to, and takes work without a time for late.
 */
export function sendScore(
  tool: Tool,
  { platform, url }: Column,
  { subject, points, at }: Score,
): Promise<Answer> {
  const timestamp = at.toISOString();
  return askService(tool, {
    platform,
    scope: scopes.score,
    url: addressUnder(url, 'scores').href,
    method: 'POST',
    headers: { 'content-type': 'application/vnd.ims.lis.v1.score+json' },
    body: JSON.stringify({
      userId: subject,
      scoreGiven: points,
      scoreMaximum,
      timestamp,
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      submission: { submittedAt: timestamp },
      ...(platform.system === 'canvas' && {
        'https://canvas.instructure.com/lti/submission': { new_submission: false },
      }),
    }),
  });
}

const results = z.array(
  z.looseObject({
    userId: z.coerce.string(),
    resultScore: z.number().nullish(),
    resultMaximum: z.number().nullish(),
  }),
);

export type Shown = { readonly kind: 'shown'; readonly share: number | null } | Answer;

/** What the LMS shows for one person, from 0 to 1; null where nothing. */
export async function readResult(tool: Tool, { platform, url }: Column, subject: string): Promise<Shown> {
  const address = addressUnder(url, 'results');
  address.searchParams.set('user_id', subject);
  const answer = await askService(tool, {
    platform,
    scope: scopes.result,
    url: address.href,
    headers: { accept: 'application/vnd.ims.lis.v2.resultcontainer+json' },
  });
  if (answer.kind !== 'answer' || answer.status !== 200) return answer;
  const read = readJson(results, answer.body);
  if (!read) return { ...answer, status: 502 };
  const own = read.find(({ userId }) => userId === subject);
  const share = own?.resultScore == null ? null : own.resultScore / (own.resultMaximum || scoreMaximum);
  return { kind: 'shown', share };
}

const lineItem = z.looseObject({ id: z.url({ protocol: /^https?$/ }), resourceId: z.string().nullish() });

export interface Wanted {
  readonly platform: Platform;
  readonly lineItemsUrl: string;
  readonly label: string;
  /** Ours, by which we find it again. */
  readonly resourceId: string;
}

/**
 * The column with our resource id, or a new one: without resourceLinkId, since a second column of one link makes
 * Moodle forget the first in later launches.
 */
export async function openColumn(tool: Tool, wanted: Wanted): Promise<string | Answer> {
  const { platform, lineItemsUrl, label, resourceId } = wanted;
  const list = new URL(lineItemsUrl);
  list.searchParams.set('resource_id', resourceId);
  const ask = { platform, scope: scopes.lineItem };
  const accept = 'application/vnd.ims.lis.v2.lineitemcontainer+json';
  const found = await askService(tool, { ...ask, url: list.href, headers: { accept } });
  if (found.kind !== 'answer' || found.status !== 200) return found;
  const own = readJson(z.array(lineItem), found.body)?.find((item) => item.resourceId === resourceId);
  if (own) return own.id;
  const body = JSON.stringify({ label, scoreMaximum, resourceId, tag: 'chainmark' });
  const headers = { 'content-type': 'application/vnd.ims.lis.v2.lineitem+json' };
  const made = await askService(tool, { ...ask, url: lineItemsUrl, method: 'POST', headers, body });
  if (made.kind !== 'answer' || made.status < 200 || made.status > 299) return made;
  return readJson(lineItem, made.body)?.id ?? { ...made, status: 502 };
}
