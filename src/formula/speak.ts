/** A formula in words, for a screen reader: 'open bracket y one minus t one close bracket, times u one one'. */
import { type Catalogue, type Locale, say } from '../language/language.ts';
import { type Rational, rationals, showExactDecimal } from '../number/rational.ts';
import type { Formula } from './formula.ts';
import { pi } from './words.ts';

export function speak(formula: Formula, locale: Locale): string {
  return new Speaker(say(locale).speech).formula(formula);
}

/** 'w one two', 'the derivative of E with respect to u two one', 'eta'. */
export function speakName(name: string, locale: Locale): string {
  return new Speaker(say(locale).speech).name(name);
}

const level = { sum: 1, product: 2, signed: 3, power: 4, operand: 5 } as const;

class Speaker {
  private readonly words: Catalogue['speech'];

  constructor(words: Catalogue['speech']) {
    this.words = words;
  }

  formula(formula: Formula): string {
    switch (formula.kind) {
      case 'number':
        return this.number(formula.value);
      case 'name':
        return this.name(formula.name);
      case 'negate':
        return this.words.negate(this.bracketed(formula.operand, level.signed));
      case 'call':
        return this.words.call(this.words.functions[formula.function], this.formula(formula.argument));
      case 'power':
        return this.power(formula.left, formula.right);
      case 'add':
      case 'subtract':
        return this.words[formula.kind](
          this.formula(formula.left),
          this.bracketed(formula.right, level.product),
        );
      default:
        return this.words[formula.kind](
          this.bracketed(formula.left, level.product),
          this.bracketed(formula.right, level.signed),
        );
    }
  }

  name(name: string): string {
    if (name === pi) return this.words.pi;
    const gradient = /^d(E\d?)\/d(.+)$/.exec(name);
    if (gradient) return this.words.derivative(this.plain(gradient[1]), this.plain(gradient[2]));
    const slope = /^([fg])'\((.+)\)$/.exec(name);
    if (slope) return this.words.slope(slope[1] ?? '', this.plain(slope[2]));
    if (name === 'ΔE/2d') return this.words.quotient;
    const nudged = /^(.+)([⁺⁻])$/.exec(name);
    if (nudged) return this.words[nudged[2] === '⁺' ? 'raised' : 'lowered'](this.plain(nudged[1]));
    if (name.startsWith('Δ')) return this.words.step(this.plain(name.slice(1)));
    return name.startsWith('new ') ? this.words.newWeight(this.plain(name.slice(4))) : this.plain(name);
  }

  private number(value: Rational): string {
    if (value.n < 0n) return this.words.negate(this.number(rationals.negate(value)));
    return showExactDecimal(value) ?? this.words.divide(`${value.n}`, `${value.d}`);
  }

  /** Letter and digits one by one, so that w12 is never 'w twelve'. */
  private plain(name = ''): string {
    const [, letters = '', digits = ''] = /^(.*?)_?(\d*)$/u.exec(name) ?? [];
    const word = letters === 'eta' ? this.words.eta : letters;
    return [word, ...[...digits].map((digit) => this.words.digits[Number(digit)] ?? digit)].join(' ');
  }

  private power(base: Formula, exponent: Formula): string {
    const spoken = this.bracketed(base, level.operand);
    const square = exponent.kind === 'number' && exponent.value.n === 2n && exponent.value.d === 1n;
    return square
      ? this.words.squared(spoken)
      : this.words.power(spoken, this.bracketed(exponent, level.operand));
  }

  private bracketed(formula: Formula, least: number): string {
    const spoken = this.formula(formula);
    return levelOf(formula) < least ? this.words.brackets(spoken) : spoken;
  }
}

function levelOf(formula: Formula): number {
  if (formula.kind === 'add' || formula.kind === 'subtract') return level.sum;
  if (formula.kind === 'multiply' || formula.kind === 'divide') return level.product;
  if (formula.kind === 'negate' || (formula.kind === 'number' && formula.value.n < 0n)) return level.signed;
  return formula.kind === 'power' ? level.power : level.operand;
}
