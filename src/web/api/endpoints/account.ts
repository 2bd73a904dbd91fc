/** Who a token speaks for. */
import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { id, instant } from '../fields.ts';

export const accountEndpoints = [
  endpoint({
    id: 'readMe',
    method: 'GET',
    path: '/me',
    action: 'use an account',
    answers: z.object({
      id,
      name: z.string(),
      email: z.string().nullable(),
      siteOwner: z.boolean(),
      token: z.object({ id, name: z.string(), expiresAt: instant }),
    }),
    run: ({ user, token }) => ({ ...user, token }),
  }),
];
