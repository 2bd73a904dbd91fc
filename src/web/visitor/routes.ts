/** For everybody who comes by: the first page. */
import { Router } from 'express';
import type { WebContext } from '../server.ts';

export function visitorRoutes({ views }: WebContext): Router {
  const router = Router();
  router.get('/', (request, response) => {
    views.send(request, response, 'visitor/home', ({ home }) => ({
      title: 'Chainmark',
      purpose: home.purpose,
      practise: home.practise,
    }));
  });
  return router;
}
