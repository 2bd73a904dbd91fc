/** The first step of a launch: a platform sends somebody here, and we send them back with a state and a nonce. */
import * as z from 'zod';
import { forgetOldLogins, saveLogin } from '../../store/lti-logins.ts';
import { listPlatformsOf, type Platform } from '../../store/lti-platforms.ts';
import { newToken } from '../../store/secret-token.ts';
import { type Tool, toolAddresses } from './lti.ts';
import { type Refused, refused } from './problems.ts';
import { sentText } from './sent-text.ts';

const asked = z.object({
  iss: sentText(500),
  login_hint: sentText(2000),
  target_link_uri: sentText(2000),
  client_id: sentText(300).optional(),
  lti_deployment_id: sentText(255).optional(),
  lti_message_hint: sentText(12_000).optional(),
});
export type LoginRequest = z.infer<typeof asked>;

export interface Begun {
  readonly kind: 'begun';
  /** Where the platform answers with a token. */
  readonly url: string;
  readonly state: string;
  /** For the cookie that ties the login to this browser. */
  readonly browser: string;
}

/** Who asks, and whether we know them; nothing is begun yet. */
export interface KnownLogin {
  readonly kind: 'known';
  readonly platform: Platform;
  readonly request: LoginRequest;
}

export async function readLogin(tool: Tool, fields: unknown): Promise<KnownLogin | Refused> {
  const read = asked.safeParse(fields);
  if (!read.success) return refused('malformed-login');
  const { iss, client_id, target_link_uri } = read.data;
  const platforms = (await listPlatformsOf(tool.store, iss)).filter(
    ({ clientId }) => client_id === undefined || clientId === client_id,
  );
  const [platform] = platforms;
  if (!platform || platforms.length > 1) return refused('unknown-platform');
  if (platform.state !== 'active') return refused('platform-not-active');
  if (!isOurs(tool.publicUrl, target_link_uri)) return refused('foreign-target');
  return { kind: 'known', platform, request: read.data };
}

/** Ten minutes: a person may have to sign in at the platform in between. */
export const loginLivesMs = 10 * 60 * 1000;

export async function beginLogin(
  tool: Tool,
  { platform, request }: KnownLogin,
  { framed }: { readonly framed: boolean },
): Promise<Begun> {
  const [state, nonce, browser] = [newToken(), newToken(), newToken()];
  const createdAt = tool.now();
  await forgetOldLogins(tool.store, createdAt);
  await saveLogin(tool.store, {
    ...{ state, nonce, browser, framed, createdAt },
    platformId: platform.id,
    targetLinkUri: request.target_link_uri,
    expiresAt: new Date(createdAt.getTime() + loginLivesMs),
  });
  const fields = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: toolAddresses(tool.publicUrl).launch,
    login_hint: request.login_hint,
    ...(request.lti_message_hint !== undefined && { lti_message_hint: request.lti_message_hint }),
    state,
    nonce,
  };
  const url = new URL(platform.authorizationUrl);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return { kind: 'begun', url: url.href, state, browser };
}

function isOurs(publicUrl: string, target: string): boolean {
  if (!URL.canParse(target)) return false;
  const { origin, pathname } = new URL(target);
  return (
    origin === new URL(publicUrl).origin &&
    pathname.startsWith(`${new URL(publicUrl).pathname.replace(/\/$/, '')}/lti/`)
  );
}
