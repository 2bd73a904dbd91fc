/** The real server on a port of its own, over a fresh database. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readCollections } from '../../src/store/collection-files.ts';
import type { Store } from '../../src/store/database.ts';
import { makeServer } from '../../src/web/server.ts';
import { definitions } from '../exercise/catalogue.ts';
import { openTestStore } from '../store/test-store.ts';

export interface TestServer {
  readonly url: string;
  readonly store: Store;
  /** Errors that were ours, in order; a test that expects none says so. */
  readonly reported: readonly unknown[];
  close(): Promise<void>;
}

export const exercisesForTests = new Map(definitions.map((each) => [each.id, each]));

export async function startTestServer(
  database: 'embedded' | 'server',
  now: () => Date = () => new Date(),
): Promise<TestServer> {
  const store = await openTestStore(database);
  const reported: unknown[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on(
    'request',
    makeServer({
      store,
      exercises: exercisesForTests,
      collections: await readCollections(new Set(exercisesForTests.keys())),
      publicUrl: url,
      now,
      report: (error) => reported.push(error),
    }),
  );
  return {
    url,
    store,
    reported,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
  };
}
