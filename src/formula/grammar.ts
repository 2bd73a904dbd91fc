/**
 * Tokens to Formula, one method for each level of precedence:
 *
 *   sum      term { (+|−) term }
 *   product  signed { (·|/) signed | power }      side by side means times, except two numbers
 *   signed   { +|− } power                        −2^2 = −4
 *   power    operand [ superscript | ^ exponent ] 2^3^2 = 2^9; an exponent may be signed
 *   operand  number | name | function(sum) | √operand | (sum) | |sum|
 *
 * What can be read in two ways (1/2x1, √2x1) is a problem that says both.
 */
import { call, type Formula, name, negated, number, quotient } from './formula.ts';
import type { Token } from './lexer.ts';
import { limits } from './limits.ts';
import { type Place, span, Unreadable } from './problem.ts';
import { show } from './show.ts';
import { type Constant, pi } from './words.ts';

export interface Grammar {
  /** Which of e and π are read as constants. */
  readonly constants: readonly Constant[];
  /** Whether −−2 is 2; otherwise two signs side by side are a problem. */
  readonly repeatedSigns: boolean;
}

/** The formula that all tokens together say; `text` is what they were cut from. Throws Unreadable. */
export function formulaOf(text: string, tokens: readonly Token[], grammar: Grammar): Formula {
  return new Reader(text, tokens, grammar).whole();
}

class Reader {
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private readonly grammar: Grammar;
  private position = 0;
  private depth = 0;
  private openBars = 0;

  constructor(text: string, tokens: readonly Token[], grammar: Grammar) {
    this.text = text;
    this.tokens = tokens;
    this.grammar = grammar;
  }

  whole(): Formula {
    const formula = this.sum();
    const rest = this.token;
    if (rest.kind === 'end') return formula;
    throw new Unreadable(this.sees(')') ? 'unopened' : 'unexpected', rest, { found: this.textOf(rest) });
  }

  private sum(): Formula {
    let left = this.product();
    for (;;) {
      if (this.accept('+')) left = { kind: 'add', left, right: this.product() };
      else if (this.accept('-')) left = { kind: 'subtract', left, right: this.product() };
      else return left;
    }
  }

  private product(): Formula {
    const start = this.token;
    let left = this.signed();
    let divided: { by: Formula; quotientOf: Formula } | undefined;
    for (;;) {
      if (this.accept('*')) {
        left = { kind: 'multiply', left, right: this.signed() };
        divided = undefined;
      } else if (this.accept('/')) {
        const by = this.signed();
        divided = { by, quotientOf: left };
        left = quotient(left, by);
      } else if (this.startsOperand()) {
        this.refuseTwoNumbers();
        const right = this.power();
        if (divided) {
          const below: Formula = { kind: 'multiply', left: divided.by, right };
          const first = `(${show(left)})${show({ kind: 'multiply', left: number(1), right }).slice(1)}`;
          this.refuseTwoReadings(start, first, show(quotient(divided.quotientOf, below)));
        }
        left = { kind: 'multiply', left, right };
      } else return left;
    }
  }

  private signed(): Formula {
    const sign = this.token;
    const minus = this.accept('-');
    if (!minus && !this.accept('+')) return this.power();
    if (!this.grammar.repeatedSigns && (this.sees('-') || this.sees('+'))) {
      throw new Unreadable('repeatedSign', span(sign, this.token));
    }
    const operand = this.nested(sign, () => this.signed());
    return minus ? { kind: 'negate', operand } : operand;
  }

  private power(): Formula {
    const start = this.token;
    const left = this.operand();
    const raised = this.token;
    if (raised.kind === 'superscript') {
      this.position++;
      const size = number(Math.abs(raised.exponent));
      return this.raise(start, left, raised.exponent < 0 ? negated(size) : size);
    }
    return this.accept('^')
      ? this.raise(
          start,
          left,
          this.nested(raised, () => this.exponent()),
        )
      : left;
  }

  private exponent(): Formula {
    const sign = this.token;
    if (this.accept('-')) return { kind: 'negate', operand: this.nested(sign, () => this.exponent()) };
    return this.accept('+') ? this.nested(sign, () => this.exponent()) : this.power();
  }

  private raise(start: Token, base: Formula, exponent: Formula): Formula {
    const raised: Formula = { kind: 'power', left: base, right: exponent };
    if (start.kind === 'constant' && start.constant === 'e') return call('exp', exponent);
    if (start.kind === 'symbol' && start.symbol === '√' && base.kind === 'call') {
      const inside: Formula = { kind: 'power', left: base.argument, right: exponent };
      if (this.bareRoot(start)) this.refuseTwoReadings(start, show(raised), show(call('sqrt', inside)));
    }
    return raised;
  }

  private operand(): Formula {
    const token = this.token;
    if (token.kind === 'symbol') return this.bracketed(token);
    this.position++;
    switch (token.kind) {
      case 'number':
        return this.mixed(token);
      case 'vulgar':
        return quotient(number(token.fraction[0]), number(token.fraction[1]));
      case 'name':
        return name(token.name);
      case 'constant':
        return this.constant(token, token.constant);
      case 'function':
        return this.called(token);
      case 'superscript':
        throw new Unreadable('unexpected', token, { found: this.textOf(token) });
      case 'end':
        return this.refuseEnd();
    }
  }

  /** A number, and a vulgar fraction written directly behind a whole one: 1½ is 3/2. */
  private mixed(token: Token & { kind: 'number' }): Formula {
    const whole = number(token.literal.value);
    const next = this.token;
    if (next.kind !== 'vulgar' || next.at > token.at + token.length || token.literal.value.d !== 1n)
      return whole;
    this.position++;
    return { kind: 'add', left: whole, right: quotient(number(next.fraction[0]), number(next.fraction[1])) };
  }

  private constant(token: Token, constant: Constant): Formula {
    if (!this.grammar.constants.includes(constant)) {
      throw new Unreadable('unknownName', token, { name: this.textOf(token) });
    }
    return constant === 'e' ? call('exp', number(1)) : name(pi);
  }

  private called(token: Token & { kind: 'function' }): Formula {
    const [opening, first] = [this.token, this.position];
    if (!this.accept('(')) throw new Unreadable('functionNeedsBrackets', token, { name: token.written });
    const argument = this.inside(opening, ')');
    if (token.written === 'log') this.refuseBase(first);
    return call(token.function, argument);
  }

  /** log(64,2) is meant as a logarithm to the base 2, not of 64.2. */
  private refuseBase(first: number): void {
    const comma = this.tokens
      .slice(first, this.position)
      .find((token) => token.kind === 'number' && token.literal.foreignComma);
    if (comma) throw new Unreadable('unexpected', comma, { found: this.textOf(comma) });
  }

  /** ( … ), | … | or √ operand. */
  private bracketed(opening: Token & { kind: 'symbol' }): Formula {
    this.position++;
    if (opening.symbol === '(') return this.inside(opening, ')');
    if (opening.symbol === '|') return call('abs', this.inside(opening, '|'));
    if (opening.symbol === '√') return this.root(opening);
    throw new Unreadable('unexpected', opening, { found: this.textOf(opening) });
  }

  private inside(opening: Token, closing: ')' | '|'): Formula {
    if (closing === ')' && this.sees(closing))
      throw new Unreadable('emptyBrackets', span(opening, this.token));
    const bars = this.openBars;
    this.openBars = closing === '|' ? bars + 1 : 0;
    const formula = this.nested(opening, () => this.sum());
    this.openBars = bars;
    if (this.accept(closing)) return formula;
    const code = this.token.kind === 'end' ? 'unclosed' : 'unexpected';
    throw new Unreadable(code, code === 'unclosed' ? opening : this.token, {
      found: this.textOf(this.token),
    });
  }

  private root(sign: Token): Formula {
    const argument = this.nested(sign, () => this.operand());
    const root = call('sqrt', argument);
    if (!this.bareRoot(sign) || !this.startsOperand()) return root;
    this.refuseTwoNumbers();
    const right = this.power();
    return this.refuseTwoReadings(
      sign,
      show({ kind: 'multiply', left: root, right }),
      show(call('sqrt', { kind: 'multiply', left: argument, right })),
    );
  }

  /** Whether no bracket says how far this √ reaches. */
  private bareRoot(sign: Token): boolean {
    const under = this.tokens[this.tokens.indexOf(sign) + 1];
    return !(under?.kind === 'symbol' && (under.symbol === '(' || under.symbol === '|'));
  }

  private startsOperand(): boolean {
    const token = this.token;
    if (token.kind === 'symbol') {
      return token.symbol === '(' || token.symbol === '√' || (token.symbol === '|' && this.openBars === 0);
    }
    return token.kind !== 'end' && token.kind !== 'superscript';
  }

  /** Never 2 3, nor (y1−t1)2, whose 2 may have been a superscript where it was copied. */
  private refuseTwoNumbers(): void {
    const [before, next] = [this.tokens[this.position - 1], this.token];
    if (!before || !isNumeric(next)) return;
    if (isNumeric(before)) throw new Unreadable('twoNumbers', span(before, next));
    if (before.kind === 'symbol') throw new Unreadable('unexpected', next, { found: this.textOf(next) });
  }

  private refuseTwoReadings(start: Token, first: string, second: string): never {
    const place = span(start, this.tokens[this.position - 1] ?? start);
    throw new Unreadable('twoReadings', place, { first, second });
  }

  private refuseEnd(): never {
    const last = this.tokens.at(-2) ?? this.token;
    throw new Unreadable('unfinished', last, { found: this.textOf(last) });
  }

  private nested<T>(place: Place, inner: () => T): T {
    if (++this.depth > limits.nesting) throw new Unreadable('tooDeep', place, { limit: `${limits.nesting}` });
    const result = inner();
    this.depth--;
    return result;
  }

  private get token(): Token {
    return this.tokens[this.position] ?? { kind: 'end', at: this.text.length, length: 0 };
  }

  private sees(symbol: string): boolean {
    return this.token.kind === 'symbol' && this.token.symbol === symbol;
  }

  private accept(symbol: string): boolean {
    const seen = this.sees(symbol);
    if (seen) this.position++;
    return seen;
  }

  private textOf(place: Place): string {
    return this.text.slice(place.at, place.at + place.length);
  }
}

const isNumeric = (token: Token): boolean =>
  token.kind === 'number' || token.kind === 'vulgar' || token.kind === 'superscript';
