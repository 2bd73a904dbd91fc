/** The JSON API: each endpoint of the table as a route, the document that describes them, and a page to read. */
import express, { type RequestHandler, Router } from 'express';
import type { WebContext } from '../server.ts';
import { docsPage } from './docs-page.ts';
import type { Endpoint } from './endpoint.ts';
import { apiRoot, endpoints } from './endpoints.ts';
import { openApiDocument } from './openapi.ts';

export function apiRoutes(context: WebContext): Router {
  const router = Router();
  const document = openApiDocument(context.publicUrl);
  router.get(`${apiRoot}/openapi.json`, (_request, response) => {
    response.set('access-control-allow-origin', '*').json(document);
  });
  router.get(`${apiRoot}/docs`, (request, response) =>
    context.views.send(request, response, (locale) => docsPage(locale, document)),
  );
  for (const endpoint of endpoints) {
    const serve: RequestHandler = (request, response) => {
      response.set('cache-control', 'no-store');
      return endpoint.serve(context, request, response);
    };
    addRoute[endpoint.method](router, `${apiRoot}${endpoint.path}`, [...bodyOf(endpoint), serve]);
  }
  return router;
}

const bodyOf = ({ body, limit }: Endpoint): readonly RequestHandler[] =>
  body ? [express.json({ limit })] : [];

const addRoute: Readonly<
  Record<Endpoint['method'], (router: Router, path: string, handlers: RequestHandler[]) => unknown>
> = {
  GET: (router, path, handlers) => router.get(path, ...handlers),
  POST: (router, path, handlers) => router.post(path, ...handlers),
  PUT: (router, path, handlers) => router.put(path, ...handlers),
  PATCH: (router, path, handlers) => router.patch(path, ...handlers),
  DELETE: (router, path, handlers) => router.delete(path, ...handlers),
};
