import { describe, expect, it } from 'vitest';
import { placeInFigure, travellers } from '../../src/figure/reach.ts';
import { errorsReached, onward, returnPaths } from '../../src/net/reach.ts';
import { linear, softmax } from './samples.ts';

describe('the reach of a weight', () => {
  it('is one error for a u and both errors for a w', () => {
    expect(errorsReached('u11', linear.net)).toEqual(['e1']);
    expect(errorsReached('u32', linear.net)).toEqual(['e2']);
    expect(errorsReached('w12', linear.net)).toEqual(['e1', 'e2']);
  });

  it('is both errors for a u before softmax', () => {
    expect(errorsReached('u11', softmax.net)).toEqual(['e1', 'e2']);
  });

  it('names everything on the way', () => {
    expect(onward('w12', linear.net)).toEqual(['h2', 'u21', 'u22', 'y1', 'y2', 'e1', 'e2']);
    expect(onward('x1', linear.net)).toHaveLength(16);
  });
});

describe('the return paths of a gradient', () => {
  const paths = (quantity: string, net = linear.net) =>
    returnPaths(quantity, net).map((path) => path.join(' '));

  it('are two for a w, one for a single error, one for a u', () => {
    expect(paths('dE/dw12')).toEqual(['e1 y1 u21 h2 w12', 'e2 y2 u22 h2 w12']);
    expect(paths('dE2/dw12')).toEqual(['e2 y2 u22 h2 w12']);
    expect(paths('dE/du31')).toEqual(['e1 y1 u31']);
    expect(paths('dE1/du32')).toEqual([]);
  });

  it('lead to units, pre-activations, steps and new weights too', () => {
    expect(paths('dE/da2')).toEqual(['e1 y1 u21 h2', 'e2 y2 u22 h2']);
    expect(paths('dE/dz1')).toEqual(['e1 y1']);
    expect(paths('Δu31')).toEqual(['e1 y1 u31']);
    expect(paths('new w12')).toEqual(paths('dE/dw12'));
  });

  it('are two for a u before softmax', () => {
    expect(paths('dE/du31', softmax.net)).toEqual(['e1 y1 u31', 'e2 y2 u31']);
  });

  it('are none for what is no gradient', () => {
    expect(paths('h2')).toEqual([]);
    expect(paths('E')).toEqual([]);
  });
});

describe('what travels back', () => {
  it('is the error, then each derivative that leaves a place', () => {
    expect(travellers('dE/dw12', linear.net)).toEqual({
      e1: 'e1',
      e2: 'e2',
      y1: 'dE/dz1',
      y2: 'dE/dz2',
      u21: 'dE1/dh2',
      u22: 'dE2/dh2',
      h2: 'dE/da2',
      w12: 'dE/dw12',
    });
    expect(travellers('dE/du31', linear.net)).toEqual({ e1: 'e1', y1: 'dE/dz1', u31: 'dE/du31' });
  });
});

describe('the place of a quantity in the figure', () => {
  it.each([
    ['dE1/dw12', 'w12'],
    ['Δu11', 'u11'],
    ['new w23', 'w23'],
    ["f'(a3)", 'h3'],
    ['z2', 'y2'],
    ['E1', 'e1'],
    ['E', undefined],
  ])('of %s is %s', (quantity, place) => {
    expect(placeInFigure(quantity)).toBe(place);
  });
});
