import { describe, expect, it } from 'vitest';
import { type ChoicePart, isChoice, type Part } from '../../src/exercise/variant.ts';
import { feedbackOn } from '../../src/grading/feedback.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { readChoice } from '../../src/grading/grade-choice.ts';
import { standingAfter } from '../../src/grading/standing.ts';
import { locales } from '../../src/language/language.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';

const arrows = variantOf(definitionOf('which-errors'), 'arrows');
const ranking = variantOf(definitionOf('order-w-linear'), 'ranking');
const keyOf = (variant: typeof arrows, id: string): string => variant.certificate.parts[id]?.key ?? '';

function choosing(part: Part | undefined): ChoicePart {
  if (!part || !isChoice(part)) throw new Error('not a choice');
  return part;
}
const [u, w] = arrows.parts.map(choosing);
const order = choosing(ranking.parts[0]);

describe('a choice', () => {
  it('is right with all the right options in any order, and wrong with some of them', () => {
    const verdicts = (typed: string) =>
      gradeAttempt(arrows, { p2: typed }, 'en').parts.map(({ verdict }) => verdict.kind);
    expect(verdicts('e1,e2')).toEqual(['empty', 'right', 'empty']);
    expect(verdicts(' e2 e1 ')).toEqual(['empty', 'right', 'empty']);
    expect(verdicts('e1')).toEqual(['empty', 'wrong', 'empty']);
  });

  it('earns the mark of its part', () => {
    const typed = Object.fromEntries(arrows.parts.map(({ id }) => [id, keyOf(arrows, id)]));
    expect(gradeAttempt(arrows, typed, 'en').mark).toBe('1');
    expect(gradeAttempt(arrows, { ...typed, p3: 'e1' }, 'en').mark).toBe('2/3');
  });

  it.each([
    ['e3', 'unknownOption'],
    ['e1,__proto__', 'unknownOption'],
  ])('%s is unreadable: %s', (typed, code) => {
    expect(w && readChoice(typed, w)).toMatchObject({ kind: 'unreadable', problem: { code } });
  });

  it('costs no try where the same options are chosen again', () => {
    const policy = { tries: 3, penalty: '0' };
    const [wrong] = gradeAttempt(arrows, { p1: 'e1,e2' }, 'en').parts;
    const [again] = gradeAttempt(arrows, { p1: 'e2,e1' }, 'en').parts;
    if (!wrong || !again) throw new Error('p1 is graded');
    const first = standingAfter(undefined, wrong, policy);
    expect(first?.tries).toBe(1);
    expect(standingAfter(first, again, policy)?.tries).toBe(1);
  });

  it('is never only wrong: what to remember is said', () => {
    const result = gradeAttempt(arrows, { p1: 'e1,e2' }, 'en');
    for (const locale of locales) expect(feedbackOn(arrows, result, locale)[u?.id ?? '']?.[0]).toMatch(/\S/);
  });
});

describe('an order', () => {
  it('is right in the right order only', () => {
    const key = keyOf(ranking, 'p1').split(',');
    const swapped = [key[1], key[0], ...key.slice(2)];
    expect(gradeAttempt(ranking, { p1: key.join(' ') }, 'en').mark).toBe('1');
    expect(gradeAttempt(ranking, { p1: swapped.join(' ') }, 'en').mark).toBe('0');
  });

  it.each(['w11,w12', 'w11,w12,w13,w21,w22,w22', 'w11,w11,w12,w13,w21,w22,w23'])(
    'with something missing or twice is unreadable: %s',
    (typed) => {
      expect(readChoice(typed, order)).toMatchObject({
        kind: 'unreadable',
        problem: { code: 'incompleteOrder' },
      });
    },
  );
});
