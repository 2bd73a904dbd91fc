/** A variant for the command line: as one JSON object, or as lines to read. */
import type { Definition } from '../exercise/definition.ts';
import { keyOf, type Written } from '../exercise/key.ts';
import { type Rendered, renderPrompt, renderTitle } from '../exercise/prompt.ts';
import { type SolutionStep, solve } from '../exercise/solution.ts';
import { type SolutionLine, solutionLines } from '../exercise/solution-lines.ts';
import { forStudent, isChoice, type Part, type PartCertificate, type Variant } from '../exercise/variant.ts';
import { show } from '../formula/show.ts';
import { wrongAnswers } from '../grading/wrong-answers.ts';
import { type Locale, say } from '../language/language.ts';
import { sentenceOf } from '../mistakes/sentence.ts';

/** Without `withKey`, only what a student may see. */
export function variantAsJson(
  definition: Definition,
  variant: Variant,
  locale: Locale,
  withKey: boolean,
): object {
  const texts = {
    title: textOf(renderTitle(definition, variant, locale)),
    prompt: textOf(renderPrompt(definition, variant, locale)),
  };
  return withKey
    ? { ...texts, ...variant, ...secretsOf(variant, locale) }
    : { ...texts, ...forStudent(variant) };
}

function secretsOf(variant: Variant, locale: Locale): object {
  const wrong = wrongAnswers(variant);
  return {
    parts: variant.parts.map((part) => ({
      ...part,
      key: part.kind === 'number' ? keyOf(variant, part.quantity) : chosenKey(variant, part),
      mistakes: wrong
        .filter((each) => each.part === part.id)
        .map(({ mistake, form, code, skill, answer }) => ({
          ...{ mistake, form, code, skill, ...answer },
          sentence: sentenceOf(mistake, form, locale),
        })),
      solution: solvedLines(variant, part, locale).map(({ line, text }) => ({
        ...line,
        plain: text,
      })),
    })),
  };
}

const plain = (name: string): string => name;

/** Every line of a solution with the same as plain text; names in its sentence are plain too. */
function solvedLines(
  variant: Variant,
  { kind, quantity }: Part,
  locale: Locale,
): readonly { readonly line: SolutionLine; readonly text: string }[] {
  if (kind !== 'number') return [];
  const steps = solve(variant, quantity);
  return solutionLines(variant, quantity, locale, plain).map((line, i) => ({
    line,
    text: plainLine(steps[i], line),
  }));
}

/** dE/dh2 = dE/dz1*u21+dE/dz2*u22 = 0.078489*0.9+(-0.102375*(-0.3)) = 0.1013526 */
function plainLine(step: SolutionStep | undefined, { quantity, value, exact }: SolutionLine): string {
  if (!step) return '';
  const [names, numbers] = [show(step.formula), show(step.numbers)];
  const between = step.roundedInside ? '≈' : '=';
  return [
    quantity,
    ...(names === value ? [] : [`= ${names}`]),
    ...(numbers === value || numbers === names ? [] : [`${between} ${numbers}`]),
    `${exact ? between : '≈'} ${value}`,
  ].join(' ');
}

/** As students see it; with `withKey` all that follows from it. */
export function printedVariant(
  definition: Definition,
  variant: Variant,
  locale: Locale,
  withKey: boolean,
): readonly string[] {
  const words = say(locale).exercise;
  const given = Object.entries(variant.given).map(([name, value]) => `${name} = ${value}`);
  const asked = variant.parts.map((part) => `${part.id}: ${askedIn(part, locale)}`);
  return [
    textOf(renderTitle(definition, variant, locale, plain)),
    textOf(renderPrompt(definition, variant, locale, plain)),
    '',
    `${words.given()}: ${given.join(', ')}`,
    `${words.asked()}: ${asked.join(', ')}`,
    ...(withKey ? variant.parts.flatMap((part) => printedSecrets(variant, part, locale)) : []),
  ];
}

function printedSecrets(variant: Variant, part: Part, locale: Locale): readonly string[] {
  const { id, quantity } = part;
  const words = say(locale).exercise;
  if (part.kind !== 'number')
    return ['', `${id}: ${askedIn(part, locale)}`, `  ${words.key()}: ${chosenKey(variant, part)}`];
  const certificate = variant.certificate.parts[id];
  const wrong = wrongAnswers(variant).filter(({ part }) => part === id);
  return [
    '',
    `${id}: ${quantity}`,
    `  ${words.key()}: ${printedNumber(keyOf(variant, quantity))}`,
    `  ${words.solution()}:`,
    ...solvedLines(variant, part, locale).flatMap(({ line, text }) => [
      `    ${text}`,
      `        ${line.sentence}`,
    ]),
    `  ${words.mistakes({ percent: percentOf(certificate) })}:`,
    ...wrong.map(({ code, mistake, form, answer }) => `    ${code} ${mistake}.${form}: ${answer.decimal}`),
    `  ${words.masked()}: ${certificate?.masked.join(', ')}`,
  ];
}

const chosenKey = ({ certificate }: Variant, { id }: Part): string => certificate.parts[id]?.key ?? '';

/** 'dE/dw12', or 'Which errors does w12 contribute to? (e1, e2)' */
function askedIn(part: Part, locale: Locale): string {
  if (!isChoice(part)) return part.quantity;
  const options = part.options.map((option) =>
    option.kind === 'line' ? `${option.id}: ${option.text}` : option.id,
  );
  return `${say(locale).questions[part.question].ask(part.quantity)} (${options.join(', ')})`;
}

const percentOf = (certificate: PartCertificate | undefined): string =>
  `${Math.floor(Number(certificate?.distance) * 1000) / 10}`;

const printedNumber = (key: Written): string =>
  key.exact ? `${key.value} = ${key.decimal}` : `${key.decimal} (${key.enclosure[0]} … ${key.enclosure[1]})`;

const textOf = (rendered: Rendered): string => (rendered.kind === 'text' ? rendered.text : rendered.sentence);
