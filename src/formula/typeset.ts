/** A formula as LaTeX with the fewest brackets: fractions as fractions, products without a sign where it reads well. */
import { type Rational, showExactDecimal } from '../number/rational.ts';
import type { Formula, FunctionName } from './formula.ts';
import { pi } from './words.ts';

export interface TypesetOptions {
  /** How decimals are marked: '.' (default) or ','. */
  readonly decimal?: '.' | ',';
  /** LaTeX of a name; typesetName by default. */
  readonly name?: (name: string) => string;
}

/** LaTeX for math mode, without delimiters. */
export function typeset(formula: Formula, options: TypesetOptions = {}): string {
  return new Typesetter(options).formula(formula);
}

/** w12 is w_{12}; dE/du11 is a fraction of ∂; f'(a1), eta, Δw12, 'new w12' as in the lecture; else upright words. */
export function typesetName(name: string): string {
  if (name === pi) return '\\pi';
  const gradient = /^d(E\d?)\/d(.+)$/.exec(name);
  if (gradient) return `\\frac{\\partial ${part(gradient[1])}}{\\partial ${part(gradient[2])}}`;
  const slope = /^([fg])'\((.+)\)$/.exec(name);
  if (slope) return `${slope[1]}'(${part(slope[2])})`;
  if (name === 'ΔE/2d') return '\\frac{E^{+} - E^{-}}{2d}';
  const nudged = /^(.+)([⁺⁻])$/.exec(name);
  if (nudged) return `${part(nudged[1])}^{${nudged[2] === '⁺' ? '+' : '-'}}`;
  if (name.startsWith('Δ')) return `\\Delta ${part(name.slice(1))}`;
  return name.startsWith('new ') ? `${part(name.slice(4))}^{\\text{new}}` : part(name);
}

const greek = new Set(
  'alpha beta gamma delta epsilon eta theta lambda mu rho sigma tau phi psi omega'.split(' '),
);

/** A letter or word with an index behind it. */
function part(name = ''): string {
  const [, word = '', index = ''] = /^(.*?)_?(\d*)$/u.exec(name) ?? [];
  const letters = greek.has(word)
    ? `\\${word}`
    : [...word].length === 1
      ? word
      : `\\mathrm{${plainWord(word)}}`;
  return index === '' ? letters : `${letters}_{${index}}`;
}

const plainWord = (word: string): string => word.replace(/[^\p{L}\p{N}_]/gu, '').replace(/_/g, '\\_');

const functionNames: Readonly<Record<Exclude<FunctionName, 'sqrt' | 'abs'>, string>> = {
  exp: '\\exp',
  ln: '\\ln',
  sigmoid: '\\sigma',
  tanh: '\\tanh',
  sin: '\\sin',
  cos: '\\cos',
  tan: '\\tan',
  relu: '\\operatorname{ReLU}',
  leakyRelu: '\\operatorname{LeakyReLU}',
  hardSigmoid: '\\operatorname{hardsigmoid}',
  softplus: '\\operatorname{softplus}',
  gate: '\\operatorname{gate}',
};

/** Loosest to tightest. */
const level = { sum: 1, signed: 2, product: 3, power: 4, operand: 5 } as const;

class Typesetter {
  private readonly decimal: string;
  private readonly name: (name: string) => string;

  constructor({ decimal = '.', name = typesetName }: TypesetOptions) {
    this.decimal = decimal === ',' ? '{,}' : '.';
    this.name = name;
  }

  /** `opens`: nothing stands before it, so that a minus needs no brackets. */
  formula(formula: Formula, opens = true): string {
    switch (formula.kind) {
      case 'number':
        return this.number(formula.value);
      case 'name':
        return this.name(formula.name);
      case 'negate':
        return `-${this.bracketed(formula.operand, level.product, false)}`;
      case 'call':
        return this.call(formula.function, this.formula(formula.argument));
      case 'divide':
        return `\\frac{${this.formula(formula.left)}}{${this.formula(formula.right)}}`;
      case 'power':
        return `${this.bracketed(formula.left, level.operand)}^{${this.formula(formula.right)}}`;
      case 'multiply':
        return this.product(formula.left, formula.right, opens);
      default: {
        const sign = formula.kind === 'add' ? '+' : '-';
        return `${this.formula(formula.left, opens)} ${sign} ${this.bracketed(formula.right, level.product, false)}`;
      }
    }
  }

  private product(left: Formula, right: Formula, opens: boolean): string {
    const before = this.bracketed(left, opens ? level.signed : level.product, opens);
    const behind = this.bracketed(right, level.product, false);
    return /^[\p{L}\\]/u.test(behind) && !behind.startsWith('\\left')
      ? `${before} \\, ${behind}`
      : `${before} \\cdot ${behind}`;
  }

  private call(fn: FunctionName, argument: string): string {
    if (fn === 'sqrt') return `\\sqrt{${argument}}`;
    return fn === 'abs' ? `\\left|${argument}\\right|` : `${functionNames[fn]}\\left(${argument}\\right)`;
  }

  private number(value: Rational): string {
    const decimal = showExactDecimal(value);
    if (decimal !== undefined) return decimal.replace('.', this.decimal);
    const magnitude = value.n < 0n ? -value.n : value.n;
    return `${value.n < 0n ? '-' : ''}\\frac{${magnitude}}{${value.d}}`;
  }

  private bracketed(formula: Formula, least: number, opens = true): string {
    const brackets = levelOf(formula) < least;
    const text = this.formula(formula, opens || brackets);
    return brackets ? `\\left(${text}\\right)` : text;
  }
}

function levelOf(formula: Formula): number {
  switch (formula.kind) {
    case 'number':
      if (formula.value.n < 0n) return level.signed;
      return showExactDecimal(formula.value) === undefined ? level.power : level.operand;
    case 'name':
      return /[/ Δ'_⁺⁻]/.test(formula.name) ? level.power : level.operand;
    case 'call':
      return level.operand;
    case 'negate':
      return level.signed;
    case 'multiply':
      return level.product;
    case 'divide':
    case 'power':
      return level.power;
    default:
      return level.sum;
  }
}
