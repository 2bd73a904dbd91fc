/** A browser as far as a launch needs one: it keeps cookies, and carries a person from platform to tool. */
import { approveDeployment, createPlatform, type Platform } from '../../src/store/lti-platforms.ts';
import { newId } from '../../src/store/new-id.ts';
import type { TestServer } from '../web/test-server.ts';
import type { LaunchOptions, TestPlatform } from './platform.ts';

export interface TestBrowser {
  readonly cookies: Map<string, string>;
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(address: string, fields: Readonly<Record<string, string>>): Promise<Response>;
}

export function makeBrowser(server: TestServer): TestBrowser {
  const cookies = new Map<string, string>();
  const send = async (address: string, options: RequestInit): Promise<Response> => {
    const url = new URL(address, server.url);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...options,
      headers: { ...options.headers, ...(url.origin === server.url && { cookie }) },
      redirect: 'manual',
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Expires=Thu, 01 Jan 1970/.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    get: (address, headers = {}) => send(address, { headers: { ...headers } }),
    post: (address, fields) => send(address, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}

export async function registerPlatform({ store }: TestServer, platform: TestPlatform): Promise<Platform> {
  const { issuer, clientId, deploymentId } = platform;
  const created = await createPlatform(store, {
    ...{ issuer, clientId, id: newId(), system: 'moodle', name: 'Our LMS', state: 'active' },
    authorizationUrl: `${issuer}/auth`,
    tokenUrl: `${issuer}/token`,
    tokenAudience: `${issuer}/token`,
    jwksUrl: `${issuer}/jwks`,
    createdAt: new Date(),
  });
  if (!created) throw new Error('registered already');
  await approveDeployment(store, { platformId: created.id, deploymentId, createdAt: new Date() });
  return created;
}

/** State and nonce of a login that was begun in this browser. */
export async function beginLogin(
  server: TestServer,
  { issuer, clientId }: TestPlatform,
  browser: TestBrowser,
  target = `${server.url}/lti/launch`,
): Promise<{ readonly state: string; readonly nonce: string; readonly url: URL }> {
  const fields = { iss: issuer, client_id: clientId, login_hint: '1', target_link_uri: target };
  const response = await browser.post('/lti/login', fields);
  if (response.status !== 302) throw new Error(`login: ${response.status} ${await response.text()}`);
  const url = new URL(response.headers.get('location') ?? '');
  return { url, state: url.searchParams.get('state') ?? '', nonce: url.searchParams.get('nonce') ?? '' };
}

/** A whole launch; the answer to the form with the token. */
export async function launch(
  server: TestServer,
  platform: TestPlatform,
  browser: TestBrowser,
  options: LaunchOptions = {},
): Promise<Response> {
  const target = options.target ?? `${server.url}/lti/launch`;
  const { state, nonce } = await beginLogin(server, platform, browser, target);
  const id_token = await platform.sign(platform.claimsFor({ ...options, target, nonce }));
  return browser.post('/lti/launch', { id_token, state });
}

/** Follows redirects inside the tool; the address at which they end. */
export async function arrive(browser: TestBrowser, response: Response): Promise<string> {
  let address = response.headers.get('location');
  let last = '';
  while (address !== null) {
    last = address;
    const next = await browser.get(address);
    await next.body?.cancel();
    address = next.headers.get('location');
  }
  return last;
}
