/** The HTTP server under Express: how long it waits for people, and how it ends. */
import { setMaxListeners } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

export interface Patience {
  /** For the first line and the headers of a request. */
  readonly headersMs: number;
  /** For all of a request, uploads too. */
  readonly requestMs: number;
  readonly lookEveryMs: number;
}

export const usualPatience: Patience = { headersMs: 10_000, requestMs: 60_000, lookEveryMs: 2_000 };

/** Longer than a proxy keeps a connection for its next request (Caddy: 2 min), which would meet a closed one. */
const keepAliveTimeout = 125_000;

/** Who sends a byte now and then holds a connection for so long, and nobody else up. */
export const makeHttpServer = (answer: RequestListener, patience: Patience = usualPatience): Server =>
  createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.lookEveryMs,
      keepAliveTimeout,
    },
    answer,
  );

/** Aborted once the server is to end; streams that would never end by themselves listen to it. */
export function makeStopping(): AbortController {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  return stopping;
}

const lookForIdleEveryMs = 50;

/** Takes nothing new and lets what is under way finish, for so long; then cuts it off. */
export async function closeServer(server: Server, patienceMs = 10_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that was busy when we began to close stays open for the next request, which will not come.
  const idle = setInterval(() => server.closeIdleConnections(), lookForIdleEveryMs);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
