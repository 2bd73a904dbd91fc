import { describe, expect, it } from 'vitest';
import type { Definition } from '../../src/exercise/definition.ts';
import { makeVariant } from '../../src/exercise/make-variant.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { mistakeIds } from '../../src/mistakes/catalogue.ts';
import { definitionOf, definitions, numberParts, variantOf } from './catalogue.ts';
import { definitionFor, pairDefinitions } from './pair-definitions.ts';
import { examine } from './variant-checks.ts';

const seeds = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `seed ${n}`);
const leastDistance = ({ askDead }: Definition): number => (askDead ? 0.02 : 0.03);
/** A choice is right or not; no mistake is near it. */
const numberCertificates = (variant: Variant) =>
  numberParts(variant).flatMap(({ id }) => variant.certificate.parts[id] ?? []);
const clean = { none: 0, problems: [] };

describe.each(definitions.map((definition) => [definition.id, definition] as const))(
  '%s',
  (_, definition) => {
    it('has a certified variant for each of 200 seeds, and none that would accept a mistake', () => {
      const found = examine(definition, seeds(200));
      expect(found).toMatchObject({ ...clean, variants: 200 });
      expect(found.nearest).toBeGreaterThanOrEqual(leastDistance(definition));
    });
  },
);

describe('every pair of activations', () => {
  it('has certified variants that accept no mistake', () => {
    for (const definition of pairDefinitions)
      expect(examine(definition, seeds(8)), definition.id).toMatchObject({ ...clean, variants: 8 });
  });
});

describe('every mistake of the catalogue', () => {
  it('is shown unmasked by some exercise that could be set', () => {
    const quantities = ['dE/dw{i}{j}', 'dE/du{j}{k}'].map((quantity) => ({ parts: [{ quantity }] }));
    const nets = [
      ...[['tanh', 'sigmoid'] as const, ['softplus', 'softmax'] as const].flatMap(([hidden, output]) =>
        quantities.map((parts) => definitionFor(hidden, output, parts)),
      ),
      definitionFor('sigmoid', 'softmax', { net: { hidden: 'sigmoid', output: 'softmax', loss: 'full' } }),
      definitionFor('relu', 'linear', { deadUnits: 1, askDead: true }),
      definitionFor('linear', 'linear', { parts: [{ quantity: 'Δw{i}{j}' }] }),
    ];
    const found = nets.map((definition) => examine(definition, seeds(10)));
    expect(found.flatMap(({ problems }) => problems)).toEqual([]);
    const shown = new Set(found.flatMap((each) => [...each.shown.keys()]));
    expect(mistakeIds.filter((id) => !shown.has(id))).toEqual(['ROUNDED_EARLY']);
  });
});

describe('a step and a new weight', () => {
  it.each(['Δw{i}{j}', 'new w{i}{j}', 'Δu{j}{k}', 'new u{j}{k}'])('accept no mistake: %s', (quantity) => {
    for (const [hidden, output] of [
      ['linear', 'linear'],
      ['sigmoid', 'tanh'],
    ] as const) {
      const definition = definitionFor(hidden, output, { parts: [{ quantity }] });
      const found = examine(definition, seeds(20));
      expect(found).toMatchObject({ ...clean, variants: 20, parts: 20 });
      expect(found.shown.get('ASCENT')).toBe(20);
    }
  });
});

describe('an exercise about a dead unit', () => {
  const definition = definitionFor('relu', 'linear', { deadUnits: 1, askDead: true });

  it('has the right answer 0, and shows who lets the error pass', () => {
    const found = examine(definition, seeds(50));
    expect(found).toMatchObject({ ...clean, variants: 50 });
    expect(found.shown.get('RELU_SLOPE_1')).toBe(50);
  });

  it('keeps every mistake that it shows at least 0.02 from 0', () => {
    const { certificate } = variantOf(definition, 'dead');
    expect(certificate.parts.p1).toMatchObject({ key: '0', exact: true });
    expect(Number(certificate.parts.p1?.distance)).toBeGreaterThanOrEqual(0.02);
  });
});

describe('a variant', () => {
  const definition = definitionOf('dw-sigmoid-given');

  it('is a pure function of definition and seed', () => {
    for (const seed of seeds(5)) expect(makeVariant(definition, seed)).toEqual(makeVariant(definition, seed));
  });

  it('does not depend on what was drawn before it', () => {
    const alone = JSON.stringify(variantOf(definition, 'b'));
    for (const seed of seeds(20)) makeVariant(definition, seed);
    expect(JSON.stringify(variantOf(structuredClone(definition), 'b'))).toBe(alone);
  });

  it('is another for another seed', () => {
    const numbers = ({ given, drawn }: Variant) => JSON.stringify([given, drawn]);
    for (const each of definitions)
      expect(new Set(seeds(50).map((seed) => numbers(variantOf(each, seed)))).size, each.id).toBe(50);
  });

  it('has humane numbers: no 0, no ±1, two different sizes of x, at most 2 decimals', () => {
    for (const each of [...definitions, ...pairDefinitions]) {
      for (const seed of seeds(5)) {
        const { given, hidden } = variantOf(each, seed);
        const drawn = Object.entries({ ...hidden, ...given }).filter(([name]) => /^[xwut]\d|^eta/.test(name));
        expect(drawn.length).toBe(17);
        for (const [name, value] of drawn) {
          expect(['0', '1', '-1'], `${each.id} ${name}`).not.toContain(value);
          expect(value).toMatch(/^-?\d(\.\d{1,2})?$/);
        }
        const [x1, x2] = [given.x1, given.x2].map((x) => Math.abs(Number(x)));
        expect(x1).not.toBe(x2);
      }
    }
  });

  it('has a certificate of at least 3 % for every part (0.02 beside 0)', () => {
    for (const each of definitions)
      for (const seed of seeds(5))
        for (const { distance } of numberCertificates(variantOf(each, seed)))
          expect(Number(distance), each.id).toBeGreaterThanOrEqual(leastDistance(each));
  });

  it('gives right answers of at most 5 decimals, where they end and the forward pass is the student’s', () => {
    for (const seed of seeds(50)) {
      const { key, exact } = variantOf(definitionFor('relu', 'linear'), seed).certificate.parts.p1 ?? {};
      expect(exact).toBe(true);
      expect(100_000 % Number(key?.split('/')[1] ?? 1)).toBe(0);
    }
  });
});

describe('an exercise that no numbers can fulfil', () => {
  it('is told which constraint fails most', () => {
    const positive = definitionFor('linear', 'linear', { numbers: { u: ['0.2', '0.3'] } });
    expect(makeVariant(positive, 'any', 200)).toEqual({
      kind: 'none',
      draws: 200,
      constraint: 'u weights of both signs',
      share: expect.closeTo(1, 0),
    });
  });

  it('is told so, when a mistake cannot be told from the right answer', () => {
    const definition = definitionFor('linear', 'linear', {
      numbers: { x: ['2', '2.01', '2.02'] },
    });
    expect(makeVariant(definition, 'any', 200)).toMatchObject({
      kind: 'none',
      constraint: 'every mistake far enough from the right answer',
    });
  });
});
