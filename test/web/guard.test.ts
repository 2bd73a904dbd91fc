import { describe, expect, it } from 'vitest';
import { guardRoutes } from '../../src/web/guard.ts';
import type { WebContext } from '../../src/web/server.ts';

describe('the guard before all routes', () => {
  it.each(['/:course', '/{courses}', '/*rest'])(
    'stops the start where an address begins with a pattern: %s',
    (path) => {
      expect(() => guardRoutes({} as WebContext, [{ method: 'GET', path }])).toThrow();
    },
  );
});
