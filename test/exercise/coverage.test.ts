import { describe, expect, it } from 'vitest';
import { mistakeIds } from '../../src/mistakes/catalogue.ts';
import { elementwise } from '../../src/net/activations.ts';
import { losses, outputActivations } from '../../src/net/spec.ts';
import { definitions, variantOf } from './catalogue.ts';

const seeds = ['1', '2', '3', '4', '5', '6'];
const variants = definitions.flatMap((each) => seeds.map((seed) => variantOf(each, seed)));

/** Mistake → exercises some of whose variants show it. */
const shownBy = new Map(
  mistakeIds.map((id) => [
    id,
    [
      ...new Set(
        variants
          .filter(({ certificate }) =>
            Object.values(certificate.parts).some(({ shows }) =>
              shows.some((form) => form.split('.')[0] === id),
            ),
          )
          .map(({ exercise }) => exercise),
      ),
    ],
  ]),
);

describe('the exercises together', () => {
  it('show every mistake that has a value, each in at least two exercises', () => {
    const rare = [...shownBy].filter(([id, exercises]) => id !== 'ROUNDED_EARLY' && exercises.length < 2);
    expect(rare).toEqual([]);
  });

  it('practise every activation and every loss of the engine', () => {
    const nets = definitions.map(({ net }) => net);
    expect(new Set(nets.map(({ hidden }) => hidden))).toEqual(new Set(Object.keys(elementwise)));
    expect(new Set(nets.map(({ output }) => output))).toEqual(new Set(outputActivations));
    expect(new Set(nets.map(({ loss }) => loss))).toEqual(new Set(losses));
  });
});
