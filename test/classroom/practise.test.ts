import { afterAll, beforeAll, expect, it } from 'vitest';
import { practise, welcomeVisitor } from '../../src/classroom/practise.ts';
import type { Store } from '../../src/store/database.ts';
import { definitionOf } from '../exercise/catalogue.ts';
import { openTestStore } from '../store/test-store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore('embedded');
});
afterAll(() => store.close());

it('gives as many tries as the file of the exercise says, and the same variant again', async () => {
  const strict = { ...definitionOf('dw-linear'), policy: { tries: 1, penalty: '1/2' } };
  const exercises = new Map([[strict.id, strict]]);
  const classroom = { store, exercises, collections: [], now: () => new Date() };
  const visitor = await welcomeVisitor(classroom);
  const first = await practise(classroom, visitor, strict.id);
  expect(first.policy).toMatchObject({ tries: 1, penalty: '1/2' });
  expect((await practise(classroom, visitor, strict.id)).id).toBe(first.id);
});
