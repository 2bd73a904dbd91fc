/** An LMS of our own, for tests: an LTI 1.3 platform that behaves as real ones were found to behave. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { claim, deepLinkingClaim } from '../../src/lms/lti/claims.ts';

export interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function makeKey(): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = randomUUID();
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid } };
}

/** What a launch says; what is not said here is as usual. */
export interface LaunchOptions {
  readonly sub?: string;
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly target?: string;
  /** Laid over the claims of the token; undefined takes one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

export const instructor = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';
export const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) => Promise<void> | void;

export interface TestPlatform {
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly key: Key;
  /** How often its keys were asked for. */
  asked(): number;
  /** What answers under a path, beside the keys; given later by tests of its services. */
  readonly handlers: Map<string, Handler>;
  claimsFor(options: LaunchOptions & { readonly nonce: string }): Record<string, unknown>;
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** Away: nobody answers at its address any more, until it comes back to the same one. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** `host`: 'localhost' is another site than 127.0.0.1, at which the tests serve Chainmark. */
export async function startPlatform(host: '127.0.0.1' | 'localhost' = '127.0.0.1'): Promise<TestPlatform> {
  const key = await makeKey();
  const handlers = new Map<string, Handler>();
  let asked = 0;
  handlers.set('/jwks', (_request, response) => {
    asked++;
    sendJson(response, { keys: [key.publicJwk] });
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://platform');
    const handler = [...handlers].find(([path]) => pathname === path || pathname.startsWith(`${path}/`))?.[1];
    if (!handler) return sendJson(response, { error: 'nothing here' }, 404);
    await handler(request, response, await bodyOf(request));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, host, resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://${host}:${port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const platform = { issuer, clientId: randomUUID().slice(0, 13), deploymentId: 'deployment-1' };
  return {
    ...platform,
    ...{ key, handlers, asked: () => asked },
    claimsFor: (options) => claimsFor(platform, options),
    sign: (claims) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(key.privateKey),
    goAway: close,
    comeBack: () => listen(port),
    close,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

function claimsFor(
  { issuer, clientId, deploymentId }: Pick<TestPlatform, 'issuer' | 'clientId' | 'deploymentId'>,
  { sub = 'user-1', name, roles = [learner], target, claims, nonce }: LaunchOptions & { nonce: string },
): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: issuer, aud: clientId, sub, nonce, iat: now, exp: now + 3600 },
    ...(name !== undefined && { name }),
    [claim('version')]: '1.3.0',
    [claim('message_type')]: 'LtiResourceLinkRequest',
    [claim('deployment_id')]: deploymentId,
    [claim('target_link_uri')]: target,
    [claim('roles')]: roles,
    [claim('context')]: { id: 'context-1', title: 'Deep learning' },
    [claim('resource_link')]: { id: 'link-1', title: 'Week 3' },
    ...claims,
  };
}

export const deepLinkingClaims = (returnUrl: string, data?: string) => ({
  [claim('message_type')]: 'LtiDeepLinkingRequest',
  [claim('resource_link')]: undefined,
  [deepLinkingClaim('deep_linking_settings')]: {
    deep_link_return_url: returnUrl,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['window'],
    accept_multiple: true,
    ...(data !== undefined && { data }),
  },
});
