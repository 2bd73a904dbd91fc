import { describe, expect, it } from 'vitest';
import { locales, say } from '../../src/language/language.ts';
import { mistakeIds, mistakes } from '../../src/mistakes/catalogue.ts';
import { sentenceOf, skillName } from '../../src/mistakes/sentence.ts';
import { slopeBeliefIds } from '../../src/mistakes/slope-beliefs.ts';

describe.each(locales)('the sentences of mistakes in %s', (locale) => {
  it('stand there for every mistake and form, once each, and for nothing else', () => {
    const sentences = mistakeIds.map((id) => sentenceOf(id, 0, locale));
    expect(new Set(sentences).size).toBe(mistakeIds.length);
    expect(sentences.filter((sentence) => !/^.{10,200}[.۔]$/u.test(sentence))).toEqual([]);
    expect(Object.keys(say(locale).mistakes).sort()).toEqual([...mistakeIds].sort());
  });

  it('name the skill of every mistake', () => {
    const names = Object.values(mistakes).map(({ skill }) => skillName(skill, locale));
    expect(names.filter((name) => name.trim() === '')).toEqual([]);
    expect(Object.keys(say(locale).skills)).toHaveLength(17);
  });

  it('say which wrong slope it is at a hidden unit', () => {
    const forms = mistakes.HIDDEN_SLOPE.forms.map((_, form) => sentenceOf('HIDDEN_SLOPE', form, locale));
    expect(forms).toHaveLength(slopeBeliefIds.length);
    expect(new Set(forms).size).toBe(slopeBeliefIds.length);
    for (const sentence of forms) expect(sentence).toMatch(/h_j|h\(/);
    for (const sentence of forms) expect(sentence).not.toMatch(/[yz]_k|y\(/);
  });
});

describe('the sentence of a mistake', () => {
  it('is that of the hidden unit where the slope of the hidden unit is wrong', () => {
    const form = slopeBeliefIds.indexOf('OTHER_SLOPE');
    expect(sentenceOf('HIDDEN_SLOPE', form, 'en')).toBe(
      'At the hidden unit you used the slope of the other function: h_j(1 − h_j) belongs to the sigmoid, 1 − h_j² to tanh.',
    );
    expect(sentenceOf('SIGN', 0, 'en')).toMatch(/^Right size, opposite sign/);
  });

  it('is refused for what is no mistake', () => {
    expect(() => sentenceOf('toString', 0, 'en')).toThrow('no mistake is called toString');
  });
});
