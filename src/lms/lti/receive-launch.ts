/** The second step of a launch: the platform's token, for a login that began in this browser. */
import { findLogin, type Login, useLogin } from '../../store/lti-logins.ts';
import { findDeployment, findPlatform, noteDeployment, type Platform } from '../../store/lti-platforms.ts';
import { hashOf } from '../../store/secret-token.ts';
import { type Message, readMessage } from './claims.ts';
import type { Tool } from './lti.ts';
import { type Refused, refused } from './problems.ts';
import { verifyToken } from './verify-token.ts';

export interface Launch {
  readonly kind: 'launch';
  readonly platform: Platform;
  readonly login: Login;
  readonly message: Message;
}

export interface Posted {
  readonly token: string;
  readonly state: string;
  /** The cookie of this login, as the browser sent it. */
  readonly browser: string | undefined;
}

/** `who`: for the log, the platform whose login it was. */
export async function receiveLaunch(
  tool: Tool,
  posted: Posted,
): Promise<Launch | (Refused & { readonly who: string })> {
  const login = await findLogin(tool.store, posted.state);
  if (!login) return { ...refused('unknown-state'), who: 'platform=-' };
  const received = await receiveFor(tool, login, posted);
  return received.kind === 'launch' ? received : { ...received, who: `platform=${login.platformId}` };
}

/** Only a login that began in a frame may come back without its cookie, and only to choose: no session comes of that. */
async function receiveFor(tool: Tool, login: Login, { token, browser }: Posted): Promise<Launch | Refused> {
  const bound = browser !== undefined;
  if (bound ? hashOf(browser) !== login.browserHash : !login.framed) return refused('other-browser');
  if (login.usedAt !== null) return refused('replayed');
  if (!(await useLogin(tool.store, login, tool.now()))) return refused('stale-state');
  const platform = await findPlatform(tool.store, login.platformId);
  if (platform?.state !== 'active') return refused('platform-not-active');
  const expected = { platform, login, keys: tool.lti.platformKeys, now: tool.now() };
  const verified = await verifyToken(token, expected);
  if (verified.kind === 'refused') return verified;
  const message = readMessage(verified.claims, login.targetLinkUri);
  if ('problem' in message) return message;
  if (!bound && message.asks.kind !== 'deep-linking') return refused('other-browser');
  if (!(await isApproved(tool, platform, message))) return refused('unknown-deployment');
  return { kind: 'launch', platform, login, message };
}

/** A deployment named for the first time waits for the owner. */
async function isApproved({ store, now }: Tool, platform: Platform, message: Message): Promise<boolean> {
  const place = { platformId: platform.id, deploymentId: message.deploymentId };
  const found = await findDeployment(store, place.platformId, place.deploymentId);
  if (!found) await noteDeployment(store, { ...place, createdAt: now() });
  return found?.state === 'approved';
}
