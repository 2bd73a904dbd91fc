/** Answers with what was made elsewhere (elsewhere.ts), for as long as somebody waits for it. */
import type { Request, Response } from 'express';
import { workElsewhere } from '../classroom/long-work.ts';
import { say } from '../language/language.ts';
import { sendPage } from './compression.ts';
import { ClientGone, Refusal } from './failure.ts';
import { localeOf, looksOf } from './looks.ts';
import type { PageWork } from './page-work.ts';
import type { WebContext } from './server.ts';

export async function sendMade<Asked>(
  context: WebContext,
  request: Request,
  response: Response,
  work: PageWork<Asked>,
  asked: Asked,
): Promise<void> {
  const looks = looksOf(request);
  const made = await workElsewhere(context, work, { ...asked, looks }, goneOf(response));
  if (!made) throw new Refusal(404, 'notFound');
  sendWhole(request, response, made);
}

/** A page that was made for whoever asks. */
export function sendWhole(request: Request, response: Response, page: Uint8Array): void {
  response.set({ 'content-language': say(localeOf(request)).tag, vary: 'accept-language, cookie' });
  sendPage(request, response, bufferOver(page));
}

/** The same bytes, as Express sends them. */
export const bufferOver = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Aborted once nobody waits for the answer any more. */
export function goneOf(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort(new ClientGone()));
  return gone.signal;
}
