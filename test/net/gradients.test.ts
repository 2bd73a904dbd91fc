import { describe, expect, it } from 'vitest';
import { besideTensorFlow, oracles } from './oracles/agreement.ts';
import { showSpec, specs } from './oracles/cases.ts';
import { loadTensorFlow } from './oracles/tensorflow-gradients.ts';

const total = (numbers: readonly number[]): number => numbers.reduce((so, each) => so + each, 0);

describe('the gradients of every net', () => {
  it('are those of 7 hidden × 4 output activations with every loss that goes with them', () => {
    expect(specs).toHaveLength(7 * 4 * 3 + 7);
    expect(new Set(specs.map(showSpec)).size).toBe(91);
  });

  it('equal those of dual numbers over fractions', () => {
    const found = specs.map((spec) => oracles['dual numbers'](spec, 3));
    expect(found.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(total(found.map(({ compared }) => compared))).toBe(6 * 13 * 3 * (3 * 26 + 24));
  });

  it('equal central differences over fractions, where E is quadratic in each quantity', () => {
    const found = specs.map((spec) => oracles['central differences'](spec, 3));
    expect(found.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(total(found.map(({ compared }) => compared))).toBe(4 * 3 * 3 * (3 * 26 + 24));
  });

  it('have enclosures that hold decimal.js at 60 digits, like every other quantity', () => {
    const found = specs.map((spec) => oracles['decimal.js at 60 digits'](spec, 2));
    expect(found.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(total(found.map(({ nets }) => nets))).toBe(2 * 91);
  });

  it('agree with TensorFlow.js within single precision', async () => {
    const tf = await loadTensorFlow();
    const found = specs.map((spec) => besideTensorFlow(tf, spec, 20));
    expect(found.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(total(found.map(({ compared }) => compared))).toBe(91 * 20 * 3 * 26);
  });
});
