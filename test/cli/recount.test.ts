import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recountCommand } from '../../src/cli/recount.ts';
import type { Store } from '../../src/store/database.ts';
import { listPartCounts } from '../../src/store/progress.ts';
import { makeClass, makeVariant, noon, type SampleClass } from '../store/sample.ts';
import { openTestStore } from '../store/test-store.ts';

let store: Store;
let group: SampleClass;
beforeAll(async () => {
  store = await openTestStore('embedded');
  group = await makeClass(store);
});
afterAll(() => store.close());

async function run(...argv: readonly string[]) {
  const said: string[] = [];
  const command = recountCommand((use) =>
    use({ store, exercises: new Map(), collections: [], now: () => noon }, '0.1.0'),
  );
  const print = (line: string): void => void said.push(line);
  const code = await command.run(argv, { input: (async function* () {})(), print, complain: print });
  return { code, said: said.join('\n') };
}

describe('chainmark recount', () => {
  it('makes the counts of a course again from its attempts', async () => {
    const { courseId, assignmentId } = group;
    await store.attempts.record(await makeVariant(store, group));
    expect(await listPartCounts(store, courseId, assignmentId)).toHaveLength(1);
    expect(await run(courseId)).toEqual({ code: 0, said: 'Counted again: students 1, assignments 1.' });
    // The sample's attempt was counted, though nothing in it could be read.
    expect(await listPartCounts(store, courseId, assignmentId)).toEqual([]);
  });

  it('asks for a course that there is', async () => {
    expect(await run()).toEqual({
      code: 1,
      said: 'Name one course by its id: chainmark recount COURSE. It stands in the address of its page.',
    });
    expect(await run('nowhere')).toEqual({ code: 1, said: 'There is no course "nowhere".' });
  });
});
