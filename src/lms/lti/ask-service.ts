/** Requests to the services of a platform (grades, names), with a token that our key has asked for. */
import { SignJWT } from 'jose';
import * as z from 'zod';
import type { Platform } from '../../store/lti-platforms.ts';
import { newToken } from '../../store/secret-token.ts';
import type { Answer, Question } from './guarded-fetch.ts';
import type { Tool } from './lti.ts';
import { readJson } from './platform-keys.ts';
import { keyParts, signingKey } from './tool-keys.ts';

export const scopes = {
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  result: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

export interface Asked extends Question {
  readonly platform: Platform;
  readonly scope: string;
}

/** A token that the platform no longer takes is asked for once more. */
export async function askService(tool: Tool, asked: Asked): Promise<Answer> {
  const first = await askWithToken(tool, asked);
  if (first.kind !== 'answer' || first.status !== 401) return first;
  tool.lti.tokens.delete(tokenKey(asked));
  return askWithToken(tool, asked);
}

const tokenKey = ({ platform, scope }: Pick<Asked, 'platform' | 'scope'>): string =>
  `${platform.id} ${scope}`;

async function askWithToken(tool: Tool, { platform, scope, ...question }: Asked): Promise<Answer> {
  const token = await tokenFor(tool, { platform, scope });
  if (typeof token !== 'string') return token;
  return tool.lti.fetch({ ...question, headers: { ...question.headers, authorization: `Bearer ${token}` } });
}

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().catch(300) });

/** Asked for anew a minute before it ends. */
const marginMs = 60_000;

async function tokenFor(tool: Tool, asked: Pick<Asked, 'platform' | 'scope'>): Promise<string | Answer> {
  const kept = tool.lti.tokens.get(tokenKey(asked));
  const now = tool.now().getTime();
  if (kept && kept.until > now) return kept.token;
  const answer = await tool.lti.fetch({
    url: asked.platform.tokenUrl,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: `${new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(tool, asked.platform),
      scope: asked.scope,
    })}`,
  });
  const read = answer.kind === 'answer' && answer.status === 200 ? readJson(granted, answer.body) : undefined;
  if (!read) return answer.kind === 'answer' && answer.status === 200 ? { ...answer, status: 502 } : answer;
  const until = now + read.expires_in * 1000 - marginMs;
  tool.lti.tokens.set(tokenKey(asked), { token: read.access_token, until });
  return read.access_token;
}

async function assertion(tool: Tool, { clientId, tokenAudience }: Platform): Promise<string> {
  const now = Math.floor(tool.now().getTime() / 1000);
  return signed(tool, {
    ...{ iss: clientId, sub: clientId, aud: tokenAudience },
    ...{ iat: now, exp: now + 300, jti: newToken() },
  });
}

/** A JWT by our key. Throws where the environment has no secret, since then there is no key. */
export async function signed(tool: Tool, claims: Readonly<Record<string, unknown>>): Promise<string> {
  const { kid, key } = await signingKey(keyParts(tool));
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(key);
}
