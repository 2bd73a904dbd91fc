/** The owner's page of status, as of now. */
import { Router } from 'express';
import { findMilestone } from '../../store/milestones.ts';
import { countWork, readSiteFacts } from '../../store/site-facts.ts';
import type { WebContext } from '../server.ts';
import { statusPage } from './status-page.ts';

export function statusRoutes({ store, operations, views }: WebContext): Router {
  const router = Router();
  router.get('/status', async (request, response) => {
    const status = {
      version: operations.version,
      node: process.version,
      upSeconds: process.uptime(),
      memoryBytes: process.memoryUsage.rss(),
      eventLoopDelay: await operations.metrics.eventLoopDelay(),
      connections: store.pool?.(),
      facts: await readSiteFacts(store),
      lastBackup: await findMilestone(store, 'backup'),
      work: await countWork(store),
    };
    views.send(request, response, (locale) => statusPage(status, locale));
  });
  return router;
}
