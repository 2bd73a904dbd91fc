/** Sending less: pages are compressed as they are sent, assets once, at start, as small as they get. */
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number] | 'identity';

function encodingFor(request: Request): Encoding {
  const accepted = request.acceptsEncodings(...encodings);
  return encodings.find((each) => each === accepted) ?? 'identity';
}

type Compress = (page: Buffer, use: (problem: Error | null, body: Buffer) => void) => void;

/** Brotli at 4 takes less than a millisecond for a page, beside the event loop, and beats gzip at 9. */
const compressPage: Readonly<Record<Encoding, Compress>> = {
  br: (page, use) => brotliCompress(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }, use),
  gzip,
  identity: (page, use) => use(null, page),
};

/** A shorter page would save less than the header costs. */
const leastBytes = 1000;

export function sendPage(request: Request, response: Response, page: Buffer, atLeast = leastBytes): void {
  const encoding = page.length < atLeast ? 'identity' : encodingFor(request);
  response.vary('accept-encoding').setHeader('content-type', 'text/html; charset=utf-8');
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  compressPage[encoding](page, (problem, body) => {
    if (problem) response.destroy(problem);
    // Without an ETag, which `send` works out: two readings of a page are never alike, its form has a key of its own.
    else response.setHeader('content-length', body.length).end(body);
  });
}

export interface Asset {
  /** 'chainmark.css' */
  readonly path: string;
  readonly content: Buffer;
}

/** Serves files from memory; their address changes with their content, so that browsers may keep them for ever. */
export function serveAssets(folder: string, assets: readonly Asset[]): RequestHandler {
  const served = new Map(assets.map(({ path, content }) => [`${folder}/${path}`, inEachEncoding(content)]));
  return (request, response, next) => {
    const forms = served.get(request.path);
    if (!forms || !['GET', 'HEAD'].includes(request.method)) return next();
    const encoding = encodingFor(request);
    response.set('cache-control', 'public, max-age=31536000, immutable');
    response.vary('accept-encoding');
    if (encoding !== 'identity') response.set('content-encoding', encoding);
    response.type(request.path.slice(request.path.lastIndexOf('.'))).send(forms[encoding]);
  };
}

const inEachEncoding = (content: Buffer): Readonly<Record<Encoding, Buffer>> => ({
  br: brotliCompressSync(content),
  gzip: gzipSync(content, { level: 9 }),
  identity: content,
});
