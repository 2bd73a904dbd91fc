/** What the lecture says, in our own words, and the exercises in which a student practises it. */
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../src/exercise/definition.ts';
import { definitions } from './catalogue.ts';

const asks = (pattern: RegExp) => (exercise: Definition) =>
  exercise.parts.some((part) => part.kind === 'number' && pattern.test(part.quantity));
const chooses = (question: string) => (exercise: Definition) =>
  exercise.parts.some((part) => 'question' in part && part.question === question);
const both =
  (...tests: readonly ((exercise: Definition) => boolean)[]) =>
  (exercise: Definition) =>
    tests.every((test) => test(exercise));
const any =
  (...tests: readonly ((exercise: Definition) => boolean)[]) =>
  (exercise: Definition) =>
    tests.some((test) => test(exercise));
const linear = ({ net }: Definition): boolean => net.hidden === 'linear' && net.output === 'linear';
const curved = ({ net }: Definition): boolean => net.hidden !== 'linear';

const sayings = [
  ['the net is small, and every node has a label', asks(/^[ahzy](\d|\{)/), 5],
  ['w and u are two kinds of weights with two letters', both(asks(/\/du/), asks(/\/dw/)), 3],
  ['an index goes from where an arrow starts to where it ends', chooses('weightsOnPaths'), 1],
  ['the targets are known, so each output has an error', asks(/^e\d/), 1],
  ['each u contributes to a single error', any(chooses('errorsReached'), asks(/^dE\/du/)), 8],
  ['each w contributes to both errors', both(asks(/^dE1\/dw/), asks(/^dE2\/dw/), asks(/^dE\/dw/)), 1],
  ['a w reaches the errors on more than one path', chooses('pathCount'), 2],
  ['through the u one measures what a hidden unit contributed', both(asks(/^dE1\/dh/), asks(/^dE2\/dh/)), 1],
  ['the errors are propagated back to the hidden units', asks(/^dE\/dh/), 5],
  ['then the weights can be updated', asks(/^(Δ|new )/), 3],
  ['a bigger contribution is adjusted by more', any(chooses('bySize'), chooses('largestStep')), 3],
  ['linear contributions are easy', both(linear, asks(/^dE\/d[uw]/)), 6],
  ['non-linear ones are tougher', both(curved, asks(/^dE\/d[uw]/)), 10],
  [
    'with softmax a u no longer contributes to a single error',
    (e: Definition) => e.net.output === 'softmax',
    4,
  ],
] as const;

describe('the lecture', () => {
  it.each(sayings)('is practised: %s', (_, practises, least) => {
    const ids = definitions.filter(practises).map(({ id }) => id);
    expect(ids.length, ids.join(' ')).toBeGreaterThanOrEqual(least);
  });
});

describe('the ladder', () => {
  it('has an exercise on every level', () => {
    const levels = new Set(definitions.map(({ level }) => level));
    const missing = Array.from({ length: 13 }, (_, level) => level).filter((level) => !levels.has(level));
    expect(missing).toEqual([]);
  });

  it('practises every skill', () => {
    const skills = new Set(definitions.flatMap((each) => each.skills));
    const missing = Array.from({ length: 17 }, (_, i) => `K${i + 1}`).filter((skill) => !skills.has(skill));
    expect(missing).toEqual([]);
  });
});
