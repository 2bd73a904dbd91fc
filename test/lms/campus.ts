/**
 * The pages of the test platform: people sign in, a course shows links, a frame or a window opens one, the teacher
 * chooses content, the gradebook shows what came. Over keepGrades, so that its grades behave as Moodle's do.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jwtVerify } from 'jose';
import { claim, deepLinkingClaim } from '../../src/lms/lti/claims.ts';
import { type GradeBook, keepGrades, keysOf } from './grade-book.ts';
import {
  deepLinkingClaims,
  type Handler,
  instructor,
  learner,
  sendJson,
  type TestPlatform,
} from './platform.ts';

export interface CampusUser {
  readonly sub: string;
  /** null: hidden from tools, in launches and in lists. */
  readonly name: string | null;
  roles: readonly string[];
}

export interface CampusLink {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly custom: Readonly<Record<string, string>>;
}

export interface Campus {
  readonly book: GradeBook;
  readonly users: CampusUser[];
  readonly links: CampusLink[];
  /** What the tool told of itself at its registration. */
  registered: Record<string, unknown> | undefined;
  /** The score that stands in the column of this link; null for none. */
  grade(title: string, user: string): number | null;
}

export function openCampus(platform: TestPlatform, toolUrl: string): Campus {
  const book = keepGrades(platform, toolUrl);
  const campus: Campus = {
    book,
    users: [
      { sub: 'ada', name: 'Ada Lovelace', roles: [instructor] },
      { sub: 'grace', name: 'Grace Hopper', roles: [learner] },
      { sub: 'edith', name: null, roles: [learner] },
    ],
    links: [{ id: 'plain', title: 'Chainmark', url: `${toolUrl}/lti/launch`, custom: {} }],
    registered: undefined,
    grade: (title, user) => book.cell(columnOf(book, title), user).score,
  };
  const place = { platform, campus, toolUrl };
  const handlers: Readonly<Record<string, Handler>> = {
    ...{ '/sign-in': signIn, '/course': showCourse(place), '/framed': showFrame, '/go': go(place) },
    ...{ '/auth': authorize(place), '/return': takeContent(place), '/members': listMembers(place) },
    ...{
      '/configuration': describeItself(place),
      '/register': registerTool(place),
      '/admin': showAdmin(place),
    },
  };
  for (const [path, handler] of Object.entries(handlers)) platform.handlers.set(path, handler);
  return campus;
}

interface Place {
  readonly platform: TestPlatform;
  readonly campus: Campus;
  readonly toolUrl: string;
}

/** '3' of '…/lineitems/3/lineitem?type_id=1'. */
function columnOf({ items }: GradeBook, title: string): string {
  const id = items.find(({ label }) => label === title)?.id ?? '';
  return /lineitems\/(\d+)\//.exec(id)?.[1] ?? 'none';
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

function sendPage(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><title>Campus</title><body>${body}</body></html>`);
}

/** A form that sends itself, as platforms do. */
const sendForm = (response: ServerResponse, action: string, fields: Readonly<Record<string, string>>): void =>
  sendPage(
    response,
    `<form method="post" action="${escaped(action)}">${Object.entries(fields)
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`)
      .join('')}</form><script>document.forms[0].submit()</script>`,
  );

const addressOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', 'http://campus');
const signedIn = (request: IncomingMessage): string =>
  /(?:^|; )campus=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';

const signIn: Handler = (request, response) => {
  const user = addressOf(request).searchParams.get('as') ?? '';
  response.setHeader('set-cookie', `campus=${user}; Path=/; HttpOnly; SameSite=Lax`);
  response.writeHead(303, { location: '/course' }).end();
};

const showCourse =
  ({ campus }: Place): Handler =>
  (_request, response) => {
    const links = campus.links.map(
      ({ id, title }) =>
        `<li>${escaped(title)} <a href="/framed/${id}">here</a> <a href="/go/${id}" target="_blank">in a window</a></li>`,
    );
    sendPage(
      response,
      `<h1>Deep learning</h1><ul>${links.join('')}</ul><a href="/framed/choose">Add content</a>`,
    );
  };

const showFrame: Handler = (request, response) => {
  const link = addressOf(request).pathname.slice('/framed/'.length);
  sendPage(response, `<h1>Deep learning</h1><iframe src="/go/${link}" width="900" height="700"></iframe>`);
};

/** Third-party initiated login: the platform's own page posts it to the tool. */
const go =
  ({ platform, campus, toolUrl }: Place): Handler =>
  (request, response) => {
    const id = addressOf(request).pathname.slice('/go/'.length);
    const link = campus.links.find((each) => each.id === id);
    sendForm(response, `${toolUrl}/lti/login`, {
      iss: platform.issuer,
      client_id: platform.clientId,
      lti_deployment_id: platform.deploymentId,
      login_hint: signedIn(request),
      lti_message_hint: id,
      target_link_uri: link?.url ?? `${toolUrl}/lti/deep-linking`,
    });
  };

/** Nobody is let through but who is signed in here, for our tool and its own address. */
const authorize =
  ({ platform, campus, toolUrl }: Place): Handler =>
  async (request, response) => {
    const asked = Object.fromEntries(addressOf(request).searchParams);
    const user = campus.users.find(({ sub }) => sub === signedIn(request));
    const fits =
      asked.client_id === platform.clientId &&
      asked.redirect_uri === `${toolUrl}/lti/launch` &&
      asked.prompt === 'none' &&
      asked.login_hint === user?.sub;
    if (!user || !fits)
      return sendPage(response, `Not you, or not so: ${escaped(JSON.stringify(asked))}`, 400);
    const link = campus.links.find(({ id }) => id === asked.lti_message_hint);
    const id_token = await platform.sign({
      ...platform.claimsFor({
        sub: user.sub,
        roles: user.roles,
        nonce: asked.nonce ?? '',
        ...(user.name !== null && { name: user.name }),
        ...(link
          ? { target: link.url, claims: linkClaims({ platform, campus }, link) }
          : {
              target: `${toolUrl}/lti/deep-linking`,
              claims: deepLinkingClaims(`${platform.issuer}/return`, `for ${user.sub}`),
            }),
      }),
      ...serviceClaims({ platform, campus }, link),
    });
    sendForm(response, asked.redirect_uri ?? '', { id_token, state: asked.state ?? '' });
  };

const linkClaims = (_place: Omit<Place, 'toolUrl'>, { id, title, custom }: CampusLink) => ({
  [claim('resource_link')]: { id, title },
  [claim('custom')]: custom,
});

const serviceClaims = ({ platform, campus }: Omit<Place, 'toolUrl'>, link: CampusLink | undefined) => {
  const item = link && campus.book.itemOfLink(link.id);
  return {
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
      scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/lineitem'],
      lineitems: `${platform.issuer}/lineitems`,
      ...(item && { lineitem: item.id }),
    },
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: `${platform.issuer}/members`,
      service_versions: ['2.0'],
    },
  };
};

interface ContentItem {
  readonly title: string;
  readonly url: string;
  readonly custom: Record<string, string>;
  readonly lineItem: { readonly label: string; readonly resourceId: string };
}

/**
 * What a teacher chose: signed by the tool, for us, with the data that we gave. A form of another site brings no
 * session, so it is sent once more from here.
 */
const takeContent =
  ({ platform, campus, toolUrl }: Place): Handler =>
  async (request, response, body) => {
    const jwt = new URLSearchParams(body).get('JWT') ?? '';
    if (signedIn(request) === '') return sendForm(response, '/return', { JWT: jwt });
    const { payload } = await jwtVerify(jwt, await keysOf(toolUrl), {
      issuer: platform.clientId,
      audience: platform.issuer,
    });
    const fits =
      payload[deepLinkingClaim('data')] === `for ${signedIn(request)}` &&
      payload[claim('deployment_id')] === platform.deploymentId;
    if (!fits) return sendPage(response, 'Not for you', 400);
    for (const { title, url, custom, lineItem } of payload[
      deepLinkingClaim('content_items')
    ] as ContentItem[]) {
      const id = `link-${campus.links.length}`;
      campus.links.push({ id, title, url, custom });
      campus.book.add({ label: lineItem.label, resourceId: lineItem.resourceId, resourceLinkId: id });
    }
    sendPage(response, '<p>Content was added</p>');
  };

/** Two on a page; the link to the next one forgets which role was asked for; roles come short. */
const listMembers =
  ({ platform, campus }: Place): Handler =>
  (request, response) => {
    if (!request.headers.authorization?.includes('lti-nrps')) return sendJson(response, {}, 401);
    const query = addressOf(request).searchParams;
    const from = Number(query.get('from') ?? '0');
    const role = query.get('role');
    const all = campus.users.filter(
      ({ roles }) => role === null || roles.some((each) => each.endsWith(`#${role}`)),
    );
    if (from + 2 < all.length)
      response.setHeader('link', `<${platform.issuer}/members?from=${from + 2}>; rel=next`);
    const members = all.slice(from, from + 2).map(({ sub, name, roles }) => ({
      ...{ user_id: sub, status: 'Active', roles: roles.map((each) => each.replace(/^.*#/, '')) },
      ...(name !== null && { name }),
    }));
    sendJson(response, { id: platform.issuer, members });
  };

const describeItself =
  ({ platform: { issuer } }: Place): Handler =>
  (_request, response) =>
    sendJson(response, {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      registration_endpoint: `${issuer}/register`,
      'https://purl.imsglobal.org/spec/lti-platform-configuration': { product_family_code: 'moodle' },
    });

const registerTool =
  ({ platform, campus }: Place): Handler =>
  (request, response, body) => {
    if (request.headers.authorization !== 'Bearer once') return sendJson(response, {}, 401);
    campus.registered = JSON.parse(body);
    sendJson(response, {
      ...campus.registered,
      client_id: platform.clientId,
      'https://purl.imsglobal.org/spec/lti-tool-configuration': { deployment_id: platform.deploymentId },
    });
  };

/** The administrator pasted the tool's registration link: it opens in a frame. */
const showAdmin =
  ({ platform }: Place): Handler =>
  (request, response) => {
    const link = new URL(addressOf(request).searchParams.get('link') ?? '');
    link.searchParams.set('openid_configuration', `${platform.issuer}/configuration`);
    link.searchParams.set('registration_token', 'once');
    sendPage(response, `<iframe src="${escaped(link.href)}" width="900" height="600"></iframe>`);
  };
