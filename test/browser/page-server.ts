/** Serves the sample pages as the real server would print them, for looking at and for browser tests. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findLocale } from '../../src/language/language.ts';
import { type Theme, themes } from '../../src/web/page.ts';
import { makeViews } from '../../src/web/views.ts';
import { samplePages } from './sample-pages.ts';

const web = new URL('../../src/web/', import.meta.url);
const views = makeViews();

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};

/** Without anything inline: what the real server sends, too. */
export const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

export function renderSample(locale: string, theme: Theme, name: string): string | undefined {
  const known = findLocale(locale);
  const page = known && samplePages(known)[name];
  if (!known || !page) return undefined;
  return views.page(page, { locale: known, digits: 'local', theme, path: `/${name}`, name: '' });
}

/** Answers /en/light/exercise and /assets/…; a POST anywhere answers with the marked exercise. */
export async function servePages(): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const asset = /^\/assets\/\w+\/([\w.-]+\.(\w+))$/.exec(path);
    if (asset?.[1] && asset[2]) {
      response.setHeader('content-type', types[asset[2]] ?? 'application/octet-stream');
      response.end(readFileSync(new URL(`assets/${asset[1]}`, web)));
      return;
    }
    if (path === '/echo') {
      response.end('<math><mn>1</mn></math>');
      return;
    }
    const [, locale = '', theme = '', name = ''] = path.split('/');
    const page =
      request.method === 'POST'
        ? renderSample('en', 'light', 'marked')
        : renderSample(locale, themes.find((known) => known === theme) ?? 'auto', name);
    response.statusCode = page === undefined ? 404 : 200;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.end(page ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
