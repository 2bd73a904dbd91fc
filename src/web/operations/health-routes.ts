/**
 * For machines that look after this one, before anything else is asked: /healthz (the process answers), /readyz (it
 * may be sent people), /metrics (for Prometheus; from elsewhere only with the token of METRICS_TOKEN).
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { askDatabase } from '../../store/site-facts.ts';
import { Refusal } from '../failure.ts';
import type { ServerParts } from '../server.ts';

/** Shorter than the patience of who asks: a load balancer waits a few seconds. */
const patienceMs = 2000;

export function healthRoutes({
  store,
  operations,
  stopping,
}: Pick<ServerParts, 'store' | 'operations' | 'stopping'>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const problem = stopping.aborted
      ? 'stopping'
      : await askDatabase(store, patienceMs).then(
          () => undefined,
          () => 'no database',
        );
    response.status(problem ? 503 : 200).json({ status: problem ?? 'ready' });
  });
  router.get('/metrics', async (request, response) => {
    if (!mayRead(request, operations.metricsToken)) throw new Refusal(404, 'notFound');
    response.type(operations.metrics.contentType).send(await operations.metrics.text());
  });
  return router;
}

/** Without a token: who asks from this machine, and not for somebody else. */
function mayRead(request: Request, token: string | null): boolean {
  if (token !== null) return isSame(request.get('authorization') ?? '', `Bearer ${token}`);
  const from = request.socket.remoteAddress ?? '';
  const forwarded = request.get('x-forwarded-for') ?? request.get('forwarded');
  return forwarded === undefined && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(from);
}

/** In a time that tells nothing of where they differ. */
const isSame = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
