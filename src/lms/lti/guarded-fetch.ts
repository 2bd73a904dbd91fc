/**
 * Requests to addresses that others gave us: https only, never to a private address (each address that a name
 * stands for is looked at, and the connection goes to the one that was), no redirects, an answer that is neither
 * too long nor too late.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isLoopback, isPrivateAddress } from './private-address.ts';

export interface Question {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'no-answer'; readonly why: NoAnswer };

export type NoAnswer = 'address-refused' | 'too-long' | 'too-late' | 'unreachable';

export type GuardedFetch = (question: Question) => Promise<Answer>;

export interface Guard {
  /** For tests and development: our own machine may be asked, and without TLS. Nothing else that is private. */
  readonly allowsLoopback: boolean;
  readonly timeoutMs?: number;
  readonly mostBytes?: number;
}

export const makeGuardedFetch =
  (guard: Guard): GuardedFetch =>
  (question) =>
    new Promise((resolve) => {
      const url = URL.canParse(question.url) ? new URL(question.url) : undefined;
      if (!url || !isAllowed(url, guard)) return resolve(noAnswer('address-refused'));
      const ask = send(url, question, guard);
      const timer = setTimeout(() => ask.destroy(new Refused('too-late')), guard.timeoutMs ?? 10_000);
      const end = (answer: Answer): void => {
        clearTimeout(timer);
        resolve(answer);
      };
      ask.on('error', (error) => end(noAnswer(error instanceof Refused ? error.why : 'unreachable')));
      ask.on('response', (response) => read(response, guard.mostBytes ?? 2_000_000).then(end));
    });

const noAnswer = (why: NoAnswer): Answer => ({ kind: 'no-answer', why });

class Refused extends Error {
  readonly why: NoAnswer;

  constructor(why: NoAnswer) {
    super(why);
    this.why = why;
  }
}

function send(url: URL, { method = 'GET', headers, body = '' }: Question, guard: Guard): ClientRequest {
  const options = { method, headers: { ...headers }, lookup: guardedLookup(guard), agent: false };
  const ask = url.protocol === 'https:' ? httpsRequest(url, options) : httpRequest(url, options);
  ask.end(body);
  return ask;
}

/** A number in the address is never looked up, so it is looked at here. */
function isAllowed(url: URL, guard: Guard): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.username !== '' || url.password !== '') return false;
  if (isIP(host) !== 0 && !mayConnect(host, guard)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && guard.allowsLoopback && isOwn(host));
}

const isOwn = (host: string): boolean => host === 'localhost' || (isIP(host) !== 0 && isLoopback(host));

const mayConnect = (address: string, { allowsLoopback }: Guard): boolean =>
  !isPrivateAddress(address) || (allowsLoopback && isLoopback(address));

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** One private address among several refuses them all. */
function guardedLookup(guard: Guard) {
  return (host: string, options: LookupOptions, found: Found): void => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => mayConnect(address, guard))) {
        return found(new Refused('address-refused'), []);
      }
      if (options.all) found(null, addresses);
      else found(null, first.address, first.family);
    });
  };
}

async function read(response: IncomingMessage, mostBytes: number): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      const piece = Buffer.from(chunk);
      bytes += piece.length;
      if (bytes > mostBytes) return noAnswer('too-long');
      chunks.push(piece);
    }
  } catch (error) {
    return noAnswer(error instanceof Refused ? error.why : 'unreachable');
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  const body = Buffer.concat(chunks).toString('utf8');
  return { kind: 'answer', status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body };
}
