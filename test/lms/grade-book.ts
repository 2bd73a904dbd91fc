/** The grade services of the test platform, as Moodle was found to behave, the awkward ways included. */
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { sendJson, type TestPlatform } from './platform.ts';

export interface Cell {
  score: number | null;
  timestamp: number;
  /** Set by a teacher or a file: later scores are answered 200 and change nothing. */
  overridden: boolean;
}

export interface GradeItem {
  readonly id: string;
  readonly label: string;
  readonly resourceId: string | null;
  /** Of the link that it belongs to. */
  readonly resourceLinkId: string | null;
}

export interface GradeBook {
  /** By line item ('/mod/1') and user. */
  readonly cells: Map<string, Cell>;
  readonly items: GradeItem[];
  /** Bodies of scores that came, in order. */
  readonly scores: Record<string, unknown>[];
  /** While true, everything is answered 503. */
  down: boolean;
  cell(item: string, user: string): Cell;
  add(item: Omit<GradeItem, 'id'>): GradeItem;
  /** What a launch of this link names: none as soon as a second column was made for it. */
  itemOfLink(resourceLinkId: string): GradeItem | undefined;
}

export function keepGrades(platform: TestPlatform, toolUrl: string): GradeBook {
  const cells = new Map<string, Cell>();
  const book: GradeBook = {
    cells,
    items: [],
    scores: [],
    down: false,
    add: (fields) => {
      const id = `${platform.issuer}/lineitems/${book.items.length + 1}/lineitem?type_id=1`;
      const item = { id, ...fields };
      book.items.push(item);
      return item;
    },
    itemOfLink: (link) => {
      const own = book.items.filter(({ resourceLinkId }) => resourceLinkId === link);
      return own.length === 1 ? own[0] : undefined;
    },
    cell: (item, user) => {
      const key = `${item} ${user}`;
      const found = cells.get(key) ?? { score: null, timestamp: 0, overridden: false };
      cells.set(key, found);
      return found;
    },
  };
  platform.handlers.set('/token', async (_request, response, body) => {
    if (book.down) return sendJson(response, {}, 503);
    const form = new URLSearchParams(body);
    const verified = await jwtVerify(form.get('client_assertion') ?? '', await keysOf(toolUrl), {
      issuer: platform.clientId,
      subject: platform.clientId,
      audience: `${platform.issuer}/token`,
    }).catch(() => undefined);
    if (!verified) return sendJson(response, { error: 'invalid_client' }, 400);
    sendJson(response, { access_token: `for ${form.get('scope')}`, token_type: 'Bearer', expires_in: 3600 });
  });
  platform.handlers.set('/lineitems', (request, response, body) => {
    const url = new URL(request.url ?? '/', platform.issuer);
    const authorized = request.headers.authorization?.startsWith(
      'Bearer for https://purl.imsglobal.org/spec/lti-ags',
    );
    if (book.down) sendJson(response, {}, 503);
    else if (!authorized) sendJson(response, {}, 401);
    else if (url.pathname === '/lineitems')
      answerItems(book, url, { method: request.method, body }, response);
    else answerItem(book, url, body, response);
  });
  return book;
}

/** Our keys as Moodle 4.5 takes them: one without kid, use or alg does not count. */
export async function keysOf(toolUrl: string) {
  const { keys } = (await (await fetch(`${toolUrl}/lti/jwks`)).json()) as { keys: JWK[] };
  return createLocalJWKSet({
    keys: keys.filter(({ kid, use, alg }) => kid && use === 'sig' && alg === 'RS256'),
  });
}

type Reply = Parameters<typeof sendJson>[0];

/** A page of two; the link to the next one has an & where its ? should be, as Moodle's has. */
const itemsOnPage = 2;

function answerItems(
  book: GradeBook,
  url: URL,
  { method, body }: { method: string | undefined; body: string },
  response: Reply,
): void {
  if (method === 'GET') {
    const wanted = url.searchParams.get('resource_id');
    const found = book.items.filter(({ resourceId }) => wanted === null || resourceId === wanted);
    if (found.length > itemsOnPage)
      response.setHeader('link', `<${url.origin}/lineitems&from=${itemsOnPage}>; rel="next"`);
    sendJson(response, found.slice(0, itemsOnPage));
    return;
  }
  const { label, resourceId = null, resourceLinkId = null } = JSON.parse(body);
  sendJson(response, book.add({ label, resourceId, resourceLinkId }), 201);
}

/** '/lineitems/1/lineitem/scores?type_id=1'; '/lineitems/1/lineitem?type_id=1/scores' is what the naive make of it. */
function answerItem(book: GradeBook, url: URL, body: string, response: Reply): void {
  const [, item = '', what = ''] =
    /^\/lineitems\/(\w+)\/lineitem\/(scores|results)$/.exec(url.pathname) ?? [];
  if (url.searchParams.get('type_id') !== '1' || what === '') sendJson(response, {}, 400);
  else if (what === 'scores') answerScore(book, item, JSON.parse(body), response);
  else answerResult(book, item, url, response);
}

function answerResult(book: GradeBook, item: string, url: URL, response: Reply): void {
  const user = url.searchParams.get('user_id') ?? '';
  const { score } = book.cell(item, user);
  const result = {
    id: url.href,
    userId: user,
    ...(score !== null && { resultScore: score, resultMaximum: 100 }),
  };
  sendJson(response, [result]);
}

function answerScore(book: GradeBook, item: string, said: Record<string, unknown>, response: Reply): void {
  const cell = book.cell(item, `${said.userId}`);
  const second = Math.floor(Date.parse(`${said.timestamp}`) / 1000);
  if (second <= cell.timestamp) {
    sendJson(response, {}, 409);
    return;
  }
  book.scores.push(said);
  cell.timestamp = second;
  if (said.gradingProgress === 'PendingManual') cell.score = null;
  else if (!cell.overridden) cell.score = Number(said.scoreGiven);
  sendJson(response, '', 200);
}
