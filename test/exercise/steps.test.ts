import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve } from '../../src/exercise/solution.ts';
import { isStepId, stepsTo } from '../../src/exercise/steps.ts';
import { exactly, systemOf } from '../../src/exercise/values.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { withSteps } from '../../src/exercise/with-steps.ts';
import { namesIn } from '../../src/formula/formula.ts';
import { toDouble } from '../../src/number/rational.ts';
import { definitionOf, definitions, variantOf } from './catalogue.ts';

const namesOf = (id: string, seed = 'steps'): readonly string[] =>
  stepsTo(variantOf(definitionOf(id), seed)).map(({ quantity }) => quantity);

/** With the indices that were drawn in the place of digits. */
const written = (id: string): string => {
  const variant = variantOf(definitionOf(id), 'steps');
  const j = variant.drawn.j ?? '';
  return stepsTo(variant)
    .map(({ quantity }) => quantity.replace(new RegExp(`(?<=d[ha])${j}|(?<=f'\\(a)${j}`), 'j'))
    .join(' ');
};

const value = (quantity: string, variant: Variant): number => {
  const real = exactly(quantity, variant);
  const found = real.kind === 'exact' ? { kind: 'value' as const, value: { lo: real.value } } : real.at(128);
  if (found.kind !== 'value') throw new Error(`no value for ${quantity}`);
  return toDouble(found.value.lo);
};

const nameOf = ({ quantity }: { readonly quantity: string }): string => quantity;

const gradientsOf = ({ parts }: Variant): readonly string[] =>
  parts
    .filter((part) => part.kind === 'number')
    .map(nameOf)
    .filter((quantity) => /^(dE|Δ|new )/.test(quantity));

/** What a student has who worked in the order of the boxes; another name for the same, or a plain sum, is no step. */
function hadIn(variant: Variant) {
  const system = systemOf(variant);
  const had = new Set([...Object.keys(variant.given), ...Object.keys(variant.hidden)]);
  const ofError = (name: string): string => name.replace(/^dE[12](?=\/dz)/, 'dE');
  const isHad = (name: string): boolean => had.has(ofError(name)) || isPlain(ofError(name));
  const isPlain = (name: string): boolean => {
    const formula = system.get(name);
    return !formula || ((formula.kind === 'name' || /^[az]\d$/.test(name)) && neededFor(name));
  };
  const neededFor = (name: string): boolean =>
    [...namesIn(system.get(name) ?? { kind: 'name', name })].every(isHad);
  return Object.assign((name: string) => had.has(name), { neededFor, add: (name: string) => had.add(name) });
}

describe('the steps to an asked gradient', () => {
  it('go through the net and back, in a linear net from x alone', () => {
    expect(written('dw-linear')).toBe('h1 h2 h3 y1 y2 e1 e2 dE1/dhj dE2/dhj dE/dhj');
  });

  it('have pre-activations, slopes and errors of their own where units are curved', () => {
    expect(written('dw-sigmoid')).toBe(
      "a1 h1 a2 h2 a3 h3 z1 y1 z2 y2 e1 e2 g'(z1) dE/dz1 g'(z2) dE/dz2 dE1/dhj dE2/dhj dE/dhj f'(aj) dE/daj",
    );
  });

  it('leave out what the figure shows and what the exercise asks', () => {
    expect(written('dw-sigmoid-given')).toBe("e1 g'(z1) e2 g'(z2) dE1/dhj dE2/dhj f'(aj)");
    expect(namesOf('du-linear')).toHaveLength(1);
    expect(namesOf('back-to-hidden-linear')).toEqual(['e1', 'e2']);
  });

  it('do not split what softmax ties together', () => {
    expect(namesOf('softmax-relu').filter((name) => /^dE[12]/.test(name))).toEqual([]);
  });

  it('are none for the forward pass, for choices and for formulas', () => {
    for (const id of ['forward-sigmoid', 'which-errors', 'formula-dw', 'mark-the-paths'])
      expect(namesOf(id)).toEqual([]);
  });

  it('take the skills from the forward pass to the hidden unit', () => {
    const skills = stepsTo(variantOf(definitionOf('dw-sigmoid'), 'steps')).map(({ skill }) => skill);
    expect([...new Set(skills)]).toEqual(['K2', 'K3', 'K5', 'K6', 'K8', 'K9', 'K10']);
  });

  it('are those of the worked solution, each after what it needs, in every exercise', () => {
    fc.assert(
      fc.property(fc.constantFrom(...definitions), fc.string({ maxLength: 6 }), (definition, seed) => {
        const variant = variantOf(definition, seed);
        const solved = new Set(gradientsOf(variant).flatMap((each) => solve(variant, each).map(nameOf)));
        const isHad = hadIn(variant);
        for (const { id, quantity } of withSteps(variant).parts) {
          if (isStepId(id)) {
            expect(isHad(quantity), quantity).toBe(false);
            expect(isHad.neededFor(quantity), quantity).toBe(true);
            expect(solved.has(quantity) || /^dE[12]\/dh\d$/.test(quantity), quantity).toBe(true);
          }
          isHad.add(quantity);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('add up: the two paths to the hidden unit are its gradient', () => {
    for (const id of ['dw-linear', 'dw-relu', 'dw-sigmoid', 'dw-tanh-given', 'step-w-linear']) {
      for (const seed of ['a', 'b', 'c']) {
        const variant = variantOf(definitionOf(id), seed);
        const [one, two] = stepsTo(variant).filter(({ skill }) => skill === 'K8');
        const sum = value(one?.quantity ?? '', variant) + value(two?.quantity ?? '', variant);
        expect(sum).toBeCloseTo(value(`dE/d${one?.quantity.slice(-2)}`, variant), 12);
      }
    }
  });

  it('have ids of their own that a form and a style sheet can hold', () => {
    for (const definition of definitions) {
      const ids = stepsTo(variantOf(definition, 'ids')).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^s(-[A-Za-z0-9]+)+$/);
    }
  });
});
