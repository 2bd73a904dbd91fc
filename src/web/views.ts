/**
 * Pages: every .hbs in this folder is a template, named by its path ('student/exercise'), and also a partial for
 * the others; `layout.hbs` goes around. All are read and compiled once, at start.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Request, RequestHandler, Response } from 'express';
import Handlebars from 'handlebars';
import { inTurns } from '../classroom/in-turns.ts';
import { type Locale, say } from '../language/language.ts';
import { sendPage, serveAssets } from './compression.ts';
import { showDigits } from './digits.ts';
import { looksOf } from './looks.ts';
import { type Looks, layoutView, type Page } from './page.ts';

export interface Views {
  /** Sends a page in its layout, built for the language and theme that its reader chose. */
  send(request: Request, response: Response, build: (locale: Locale) => Page): void;
  /** A page of many long parts, such as a hundred sheets: `parts` stands for them, and nobody waits meanwhile. */
  sendLong(request: Request, response: Response, long: LongPage): Promise<void>;
  /** Sends a part of a page, without the layout, to a script that puts it where it belongs. */
  sendPart(request: Request, response: Response, build: (locale: Locale) => Omit<Page, 'title'>): void;
  /** A page in its layout, with the digits that its reader chose. */
  page(page: Page, looks: Looks): string;
  /** A template by itself, without the layout. Throws for a name that the view does not have. */
  render(template: string, view: Page['view']): string;
  /** Serves assets/ under an address that changes with their content, so that browsers may keep them for ever. */
  readonly assets: RequestHandler;
}

export interface LongPage {
  /** `parts` goes where the page's template shows it, unescaped. */
  build(locale: Locale, parts: string): Page;
  /** Each is made when its turn comes. */
  readonly parts: readonly (() => Omit<Page, 'title'>)[];
}

/** Where the parts of a long page go; it says nothing to whoever reads the markup. */
const partsHere = '<!--parts-->';

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
  const sendWhole = (request: Request, response: Response, { locale }: Looks, html: Buffer): void => {
    response.set({ 'content-language': say(locale).tag, vary: 'accept-language, cookie' });
    sendPage(request, response, html);
  };
  return {
    render,
    page,
    send: (request, response, build) => {
      const looks = looksOf(request);
      sendWhole(request, response, looks, Buffer.from(page(build(looks.locale), looks)));
    },
    sendLong: async (request, response, { build, parts }) => {
      const looks = looksOf(request);
      const [before = '', after = ''] = page(build(looks.locale, partsHere), looks).split(partsHere);
      const made = await inTurns(parts, (part) => {
        const { template, view } = part();
        return Buffer.from(showDigits(render(template, view), looks));
      });
      sendWhole(request, response, looks, Buffer.concat([Buffer.from(before), ...made, Buffer.from(after)]));
    },
    sendPart: (request, response, build) => {
      const looks = looksOf(request);
      const { template, view } = build(looks.locale);
      const html = Buffer.from(showDigits(render(template, view), looks));
      sendPage(request, response, html, firstFlightBytes);
    },
    assets: serveAssets(`/assets/${version}`, assets),
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
