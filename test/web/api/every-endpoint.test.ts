import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Endpoint, OperationId } from '../../../src/web/api/endpoint.ts';
import { endpoints } from '../../../src/web/api/endpoints.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { bodies, type EndpointSamples, makeEndpointSamples } from './endpoint-samples.ts';

let server: TestServer;
let samples: EndpointSamples;
beforeAll(async () => {
  server = await startTestServer('embedded');
  samples = await makeEndpointSamples(server);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

/** There is no LMS here to answer; test/web/lms-launch.test.ts and the browser's walk have one. */
const withoutLms: readonly OperationId[] = ['compareLmsPeople', 'takeLmsPeople'];

/** It ends the tokens of who asks next: site.test.ts has a server for it. */
const endsTokens: readonly OperationId[] = ['signOutEverybody'];
const elsewhere = [...withoutLms, ...endsTokens];

async function ask(row: Endpoint): Promise<Response> {
  const address = `${await samples.addressOf(row)}${samples.queryOf(row)}`;
  return samples.callerOf(row).ask(row.method, address, await samples.bodyOf(row));
}

describe('every endpoint', () => {
  it.each(endpoints.filter(({ id }) => !elsewhere.includes(id)).map((row) => [row.id, row] as const))(
    '%s answers as its schema says',
    async (_, row) => {
      const response = await ask(row);
      const text = await response.text();
      expect(`${response.status} ${response.status === row.status ? '' : text}`).toBe(`${row.status} `);
      expect(response.headers.get('cache-control')).toBe('no-store');
      if (row.status === 204) return expect(text).toBe('');
      if (row.answers === undefined) return expect(row.files).toContain(response.headers.get('content-type'));
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      const json: unknown = JSON.parse(text);
      expect(z.encode(row.answers, z.decode(row.answers, json))).toEqual(json);
    },
  );

  it('says so where the LMS that it asks does not answer', async () => {
    for (const row of endpoints.filter(({ id }) => withoutLms.includes(id))) {
      const response = await ask(row);
      expect(response.status, row.id).toBe(424);
      expect(await response.json()).toMatchObject({ title: 'The LMS did not answer.' });
    }
  });

  it('fills the file of an LMS, and leaves every other byte', async () => {
    const row = endpoints.find(({ id }) => id === 'fillFile');
    const filled = row && (await (await ask(row)).text());
    expect(filled).toMatch(/^Student,ID,.*\n {4}Points Possible,,,,,10\nGrace,4711,,,,[\d.]+\n$/);
  });

  it('has a body to be tried with, where it takes one', () => {
    const takes = endpoints.flatMap(({ id, body }) => (body ? [id] : []));
    expect(Object.keys(bodies).toSorted()).toEqual(takes.toSorted());
  });

  it('tells no seed and no certificate', async () => {
    const variants = await server.store.prisma.variant.findMany({ select: { seed: true } });
    const sheets = await server.store.prisma.printedSheet.findMany({ select: { seed: true } });
    const seeds = [...variants, ...sheets].map(({ seed }) => seed);
    expect(seeds.length).toBeGreaterThan(2);
    for (const row of endpoints.filter(({ method }) => method === 'GET')) {
      const text = await (await ask(row)).text();
      for (const seed of seeds) expect(text.includes(seed), row.id).toBe(false);
      expect(text, row.id).not.toMatch(/"(?:seed|certificate|tokenHash|passwordHash)"/);
    }
  });
});

describe('a list', () => {
  it('comes in pages that end, each item once', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const address = `/exercises?limit=20${after && `&after=${after}`}`;
      const page = z
        .object({ items: z.array(z.object({ id: z.string() })), next: z.string().nullable() })
        .parse(await (await samples.caller.ask('GET', address)).json());
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen.length).toBe(51);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
