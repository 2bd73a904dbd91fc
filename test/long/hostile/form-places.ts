/** Every field of every form and address of the pages, as the pages that a person is shown have them. */

import type { Person } from '../../web/people.ts';
import type { Samples } from '../../web/route-samples.ts';
import type { TestServer } from '../../web/test-server.ts';
import type { Place } from './place.ts';

export interface Visitor extends Pick<Person, 'get' | 'post'> {
  /** undefined: without a session. */
  readonly user?: Person['user'] | undefined;
}

interface Form {
  readonly person: Visitor;
  readonly method: 'GET' | 'POST';
  /** Without its question mark. */
  readonly action: string;
  readonly multipart: boolean;
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

export const isPage = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/html') === true;

/** Every page that they may see, as markup. */
export async function pagesOf(
  server: TestServer,
  { valueFor }: Samples,
  person: Visitor,
): Promise<readonly string[]> {
  const pages: string[] = [];
  for (const { method, path } of server.routes) {
    if (method !== 'GET' || path.startsWith('/api/') || /events$|\/assets/.test(path)) continue;
    const parts = path
      .split('/')
      .map((part) =>
        part.startsWith(':') ? valueFor(part.slice(1), path, person.user?.id) : Promise.resolve(part),
      );
    const response = await person.get((await Promise.all(parts)).join('/'));
    const body = await response.text();
    if (isPage(response)) pages.push(body);
  }
  return pages;
}

const unescaped = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&amp;', '&');
const attribute = (markup: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(markup)?.[1];
  return found === undefined ? undefined : unescaped(found);
};

function formsIn(page: string, person: Visitor): readonly Form[] {
  const forms = [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(
    ([, head = '', inside = '']): Form => {
      const named = [...inside.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)]
        .map(([each]) => each)
        .filter((each) => attribute(each, 'name'));
      const isFile = (each: string): boolean => attribute(each, 'type') === 'file';
      const name = (each: string): string => attribute(each, 'name') ?? '';
      return {
        person,
        method: attribute(head, 'method') === 'post' ? 'POST' : 'GET',
        action: (attribute(head, 'action') ?? '').split('?')[0] ?? '',
        multipart: /multipart/.test(head),
        fields: Object.fromEntries(
          named.filter((each) => !isFile(each)).map((each) => [name(each), attribute(each, 'value') ?? '1']),
        ),
        files: named.filter(isFile).map(name),
      };
    },
  );
  const links = [...page.matchAll(/\shref="(\/[^"?]*)\?([^"#]*)/g)].map(
    ([, action = '', query = '']): Form => {
      const fields = Object.fromEntries(new URLSearchParams(unescaped(query)));
      return { person, method: 'GET', action, multipart: false, fields, files: [] };
    },
  );
  return [...forms, ...links].filter(({ action }) => action.startsWith('/'));
}

/** The route of an address among those that Express knows. */
export function routeAt({ routes }: TestServer, method: string, address: string): string | undefined {
  const found = routes.find(
    (route) =>
      route.method === method &&
      new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}/?$`).test(address),
  );
  return found && `${method} ${found.path}`;
}

/** One form of each kind that its pages show to a person. */
export function placesIn(
  server: TestServer,
  pages: readonly (readonly [Visitor, readonly string[]])[],
): readonly Place[] {
  const forms = new Map<string, Form>();
  for (const [person, shown] of pages)
    for (const form of shown.flatMap((page) => formsIn(page, person))) {
      const route = routeAt(server, form.method, form.action);
      if (route === undefined) continue;
      forms.set(`${person.user?.id} ${route} ${Object.keys(form.fields).sort()}`, form);
    }
  return [...forms.values()].flatMap((form) => {
    const route = routeAt(server, form.method, form.action) ?? '';
    const files = form.multipart ? ['a file'] : [];
    return [...Object.keys(form.fields), ...files, '__proto__'].map((field) => ({
      route,
      field,
      send: (text: string) => send(form, field, text),
    }));
  });
}

function send({ person, method, action, ...form }: Form, field: string, text: string): Promise<Response> {
  const fields = field === 'a file' ? form.fields : { ...form.fields, [field]: text };
  if (method === 'GET') {
    const cut = Object.entries(fields).map(([name, value]): [string, string] => [name, value.slice(0, 4000)]);
    const query = new URLSearchParams(cut);
    return person.get(`${action}?${query}`);
  }
  if (!form.multipart) return person.post(action, fields);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const file = field === 'a file' ? text : 'name\nGrace\n';
  for (const name of form.files)
    body.append(name, new Blob([file]), field === 'a file' ? text.slice(0, 300) : 'a.csv');
  return person.post(action, body);
}

/** Names in the addresses of pages and forms. */
export async function addressPlaces(
  { routes }: TestServer,
  { valueFor }: Samples,
  person: Visitor,
): Promise<readonly Place[]> {
  const places = routes.map(async ({ method, path }): Promise<readonly Place[]> => {
    const names = path.split('/');
    if (path.startsWith('/api/') || path.endsWith('/events') || !path.includes(':')) return [];
    const parts = await Promise.all(
      names.map((part) => (part.startsWith(':') ? valueFor(part.slice(1), path, person.user?.id) : part)),
    );
    return names.flatMap((field, at) => {
      const send = (text: string): Promise<Response> => {
        const address = parts.map((part, place) => (place === at ? inAddress(text) : part)).join('/');
        return method === 'GET' ? person.get(address) : person.post(address, {});
      };
      return field.startsWith(':') ? [{ route: `${method} ${path}`, field, send }] : [];
    });
  });
  return (await Promise.all(places)).flat();
}

/** Half a surrogate pair has no place in an address. */
export const inAddress = (text: string): string =>
  encodeURIComponent(Buffer.from(text.slice(0, 4000)).toString());
