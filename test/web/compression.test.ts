import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(() => server.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** As it comes over the wire. */
const fetchRaw = (path: string, acceptEncoding: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    get(server.url + path, { headers: { 'accept-encoding': acceptEncoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      });
    }).on('error', reject);
  });

const styleSheet = async () => {
  const html = (await fetchRaw('/practise', 'identity')).body.toString();
  return /href="([^"]+chainmark\.css)"/.exec(html)?.[1] ?? '';
};

describe('what the server sends', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('is compressed as the browser takes it: %s', async (encoding, decompress) => {
    for (const path of ['/practise', await styleSheet()]) {
      const plain = await fetchRaw(path, 'identity');
      const small = await fetchRaw(path, encoding);
      expect(small.headers['content-encoding']).toBe(encoding);
      expect(small.headers.vary?.toString().toLowerCase()).toContain('accept-encoding');
      expect(small.body.length).toBeLessThan(plain.body.length / 3);
      expect(decompress(small.body)).toEqual(plain.body);
    }
  });

  it('may be kept for ever where its address changes with it', async () => {
    const { headers } = await fetchRaw(await styleSheet(), 'br');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-type']).toContain('text/css');
  });

  it('says so where there is no such asset', async () => {
    const path = (await styleSheet()).replace('chainmark.css', '..%2fviews.ts');
    expect((await fetchRaw(path, 'br')).status).toBe(404);
  });
});
