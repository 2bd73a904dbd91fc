/** Who is in a course of a platform (LTI Names and Role Provisioning Services), page by page. */
import * as z from 'zod';
import type { Platform } from '../../store/lti-platforms.ts';
import { askService, scopes } from './ask-service.ts';
import { roleOf } from './claims.ts';
import type { Tool } from './lti.ts';
import { readJson } from './platform-keys.ts';
import { sentText } from './sent-text.ts';

export interface Member {
  readonly subject: string;
  /** '' where the platform hides it. */
  readonly name: string;
  readonly role: 'teacher' | 'assistant' | 'student';
}

const page = z.looseObject({
  members: z
    .array(
      z.looseObject({
        user_id: sentText(255),
        status: z.string().nullish(),
        name: sentText(200).nullish().catch(null),
        given_name: sentText(200).nullish().catch(null),
        family_name: sentText(200).nullish().catch(null),
        roles: z.array(z.string()).max(100).catch([]),
      }),
    )
    .max(10_000),
});
type Said = z.infer<typeof page>['members'][number];

const mostPages = 200;

/**
 * undefined where a page could not be had: part of a list would make the others look removed. All roles are asked
 * for, since Moodle's second page forgets which were.
 */
export async function readMembers(
  tool: Tool,
  platform: Platform,
  membershipsUrl: string,
): Promise<readonly Member[] | undefined> {
  const members = new Map<string, Member>();
  let url: string | undefined = membershipsUrl;
  for (let count = 0; url !== undefined; count++) {
    if (count === mostPages) return undefined;
    const headers = { accept: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json' };
    const answer = await askService(tool, { platform, scope: scopes.members, url, headers });
    const read = answer.kind === 'answer' && answer.status === 200 ? readJson(page, answer.body) : undefined;
    if (answer.kind !== 'answer' || !read) return undefined;
    for (const member of read.members.flatMap(memberOf)) members.set(member.subject, member);
    const next = nextOf(answer.headers.link ?? '');
    if (next !== undefined && new URL(next, url).origin !== new URL(membershipsUrl).origin) return undefined;
    url = next === undefined ? undefined : new URL(next, url).href;
  }
  return [...members.values()];
}

/** '<https://…?page=2>; rel="next"' */
export function nextOf(link: string): string | undefined {
  const links = link.matchAll(/<([^>]*)>((?:\s*;\s*[^,;]+)*)/g);
  return [...links].find(([, , parameters = '']) => /;\s*rel="?next"?/i.test(parameters))?.[1];
}

function memberOf({ user_id, status, roles, ...names }: Said): readonly Member[] {
  const role = roleOf(roles.map((each) => (each.includes('/') ? each : `${shortRole}${each}`)));
  if (!role || (status != null && status !== 'Active')) return [];
  const parts = [names.given_name, names.family_name].filter((part) => part != null);
  return [{ subject: user_id, name: (names.name ?? parts.join(' ')).normalize('NFC').trim(), role }];
}

/** Of members, unlike in launches, platforms also send the short form. */
const shortRole = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
