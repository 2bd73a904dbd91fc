/**
 * Pages: every .hbs in this folder is a template, named by its path ('student/exercise'), and also a partial for
 * the others; `layout.hbs` goes around. All are read and compiled once, at start.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Request, RequestHandler, Response } from 'express';
import Handlebars from 'handlebars';
import { type Locale, say } from '../language/language.ts';
import { sendPage, serveAssets } from './compression.ts';
import { showDigits } from './digits.ts';
import { looksOf } from './looks.ts';
import { type Looks, layoutView, type Page } from './page.ts';

export interface Views {
  /** Sends a page in its layout, built for the language and theme that its reader chose. */
  send(request: Request, response: Response, build: (locale: Locale) => Page): void;
  /** Sends a part of a page, without the layout, to a script that puts it where it belongs. */
  sendPart(request: Request, response: Response, build: (locale: Locale) => Omit<Page, 'title'>): void;
  /** A page in its layout, with the digits that its reader chose. */
  page(page: Page, looks: Looks): string;
  /** A template by itself, without the layout. Throws for a name that the view does not have. */
  render(template: string, view: Page['view']): string;
  /** Serves assets/ under an address that changes with their content, so that browsers may keep them for ever. */
  assets(): RequestHandler;
}

export function makeViews(): Views {
  const handlebars = Handlebars.create();
  const assets = filesIn('assets/');
  const version = digestOf(assets);
  handlebars.registerHelper('asset', (file: string) => `/assets/${version}/${file}`);
  const templates = compileAll(handlebars);
  const render = (template: string, view: Page['view']): string => {
    const compiled = templates.get(template);
    if (!compiled) throw new Error(`there is no template ${template}`);
    return compiled(view);
  };
  const page = ({ template, title, view }: Page, looks: Looks): string =>
    showDigits(render('layout', layoutView(title, looks, render(template, view))), looks);
  return {
    render,
    page,
    send: (request, response, build) => {
      const looks = looksOf(request);
      const html = Buffer.from(page(build(looks.locale), looks));
      response.set({ 'content-language': say(looks.locale).tag, vary: 'accept-language, cookie' });
      sendPage(request, response, html);
    },
    sendPart: (request, response, build) => {
      const looks = looksOf(request);
      const { template, view } = build(looks.locale);
      const html = Buffer.from(showDigits(render(template, view), looks));
      sendPage(request, response, html, firstFlightBytes);
    },
    assets: () => serveAssets(`/assets/${version}`, assets),
  };
}

/** What TCP sends before the first acknowledgement: below it, compressing makes nobody wait less. */
const firstFlightBytes = 14_000;

interface File {
  readonly path: string;
  readonly content: Buffer;
}

const here = new URL('./', import.meta.url);

function filesIn(folder: string): readonly File[] {
  const root = new URL(folder, here);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({
      path: path.slice(fileURLToPath(root).length).replace(/^\//, ''),
      content: readFileSync(path),
    }));
}

/** strict: a name that the view does not have is an error of ours, not an empty place on the page. */
function compileAll(handlebars: typeof Handlebars): ReadonlyMap<string, (view: Page['view']) => string> {
  const templates = filesIn('./').filter((file) => file.path.endsWith('.hbs'));
  return new Map(
    templates.map(({ path, content }) => {
      const name = path.replace(/\.hbs$/, '');
      handlebars.registerPartial(name, content.toString());
      return [name, handlebars.compile(content.toString(), { strict: true })];
    }),
  );
}

function digestOf(files: readonly File[]): string {
  const digest = createHash('sha256');
  for (const { path, content } of files) digest.update(path).update(content);
  return digest.digest('hex').slice(0, 12);
}
