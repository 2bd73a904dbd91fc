import { describe, expect, it } from 'vitest';
import { readCollections } from '../../src/store/collection-files.ts';
import { definitionOf, definitions } from '../exercise/catalogue.ts';

const known = new Set(definitions.map(({ id }) => id));

describe('the collections', async () => {
  const collections = await readCollections(known);
  const named = (id: string) => collections.find((each) => each.id === id)?.exercises ?? [];

  it('are the lecture in ten exercises, u, w, non-linear and an exam', () => {
    expect(collections.map(({ title }) => title.en).sort()).toEqual([
      'Both errors (w)',
      'Exam A',
      'First derivatives (u)',
      'Non-linear',
      'The lecture, in ten exercises',
    ]);
    expect(named('the-lecture')).toHaveLength(10);
  });

  it('climb the ladder: no exercise stands before one that is two levels lower', () => {
    for (const { id, exercises } of collections) {
      const levels = exercises.map((each) => definitionOf(each).level);
      const drops = levels.filter((level, i) => level < (levels[i - 1] ?? 0) - 2);
      expect(drops, id).toEqual([]);
    }
  });

  it('hold only non-linear nets where they say so', () => {
    for (const id of named('non-linear')) expect(definitionOf(id).net.hidden, id).not.toBe('linear');
  });

  it('are refused where they name an exercise that is not there', async () => {
    await expect(readCollections(new Set())).rejects.toThrow(/there is no exercise/);
  });
});
