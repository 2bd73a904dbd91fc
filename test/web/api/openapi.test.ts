import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/web/api/endpoints.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

interface Document {
  readonly [name: string]: unknown;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Readonly<Record<string, unknown>> }>>;
  };
}

async function read(): Promise<Document> {
  const document: unknown = await (await fetch(`${server.url}/api/v1/openapi.json`)).json();
  return document as Document;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

describe('the OpenAPI document', () => {
  it('may be read by pages of other sites, and nothing else may', async () => {
    const allows = async (path: string) =>
      (await fetch(server.url + path, { headers: { origin: 'https://other.example' } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await allows('/api/v1/openapi.json')).toBe('*');
    for (const path of ['/api/v1/docs', '/api/v1/me', '/api/v1/exercises', '/', '/sign-in'])
      expect([path, await allows(path)]).toEqual([path, null]);
  });

  it('is valid OpenAPI 3.1', async () => {
    const outcome = await new Validator().validate({ ...(await read()) });
    expect(outcome.errors ?? []).toEqual([]);
    expect(outcome.valid).toBe(true);
  });

  it('describes every endpoint, each with its own name', async () => {
    const { paths } = await read();
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const rows = endpoints.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual(rows.toSorted());
    expect(new Set(endpoints.map(({ id }) => id)).size).toBe(endpoints.length);
  });

  it('refers to nothing that it does not hold', async () => {
    const document = await read();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    const at = (path: string): unknown =>
      path.split('/').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), document);
    for (const [, path = ''] of references) expect(at(path), path).toBeTypeOf('object');
  });

  it('says that bodies take nothing that they do not name', async () => {
    const { paths } = await read();
    const open = Object.values(paths)
      .flatMap((operations) => Object.values(operations))
      .filter(({ requestBody }) => {
        const schema = requestBody?.content['application/json']?.schema;
        return schema && schema.additionalProperties !== false;
      });
    expect(open).toEqual([]);
  });
});

describe('the page that explains the API', () => {
  it.each([
    ['en', 'The courses that you teach or assist'],
    ['fa', 'درس‌هایی که مدرس یا دستیارشان هستید'],
  ])('names every operation in %s, with a call to copy', async (locale, sentence) => {
    const response = await fetch(`${server.url}/api/v1/docs`, { headers: { 'accept-language': locale } });
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain(sentence);
    for (const { id } of endpoints) expect(html).toContain(`<h3 id="${id}">`);
    expect(html.match(/curl/g)?.length).toBeGreaterThan(endpoints.length);
  });
});
