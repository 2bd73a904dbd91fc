/**
 * Who comes while the server is starting waits for it: a proxy sends people as soon as the port is open, and would
 * take a refusal for an answer. What is not ready after a while says so.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { say } from '../language/language.ts';

export interface FrontDoor {
  readonly answer: RequestListener;
  /** From now on everything goes there, and first whoever waits. */
  open(inside: RequestListener): void;
}

type Asked = readonly [IncomingMessage, ServerResponse];

/** Less than proxies wait for an answer. */
const patienceMs = 10_000;

export function makeFrontDoor(waitMs = patienceMs): FrontDoor {
  const waiting = new Map<Asked, NodeJS.Timeout>();
  let inside: RequestListener | undefined;
  return {
    answer: (request, response) => {
      if (inside) return inside(request, response);
      const asked: Asked = [request, response];
      const leave = (): void => {
        clearTimeout(waiting.get(asked));
        waiting.delete(asked);
      };
      const timer = setTimeout(() => {
        leave();
        sayStarting(response);
      }, waitMs);
      waiting.set(asked, timer);
      response.once('close', leave);
    },
    open: (listener) => {
      inside = listener;
      for (const [[request, response], timer] of waiting) {
        clearTimeout(timer);
        listener(request, response);
      }
      waiting.clear();
    },
  };
}

function sayStarting(response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' });
  response.end(`${say('en').refusals.starting}\n`);
}
