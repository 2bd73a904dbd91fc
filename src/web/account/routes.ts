/** For everybody: signing in, making an account, looking after it. */
import { Router } from 'express';
import type { WebContext } from '../server.ts';

import { accountRoutes as ownAccountRoutes } from './account-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { tokenRoutes } from './token-routes.ts';

export function accountRoutes(context: WebContext): Router {
  return Router().use(signInRoutes(context)).use(ownAccountRoutes(context)).use(tokenRoutes(context));
}
