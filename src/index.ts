/**
 * The pure core of Chainmark as a library: certified exercises in backpropagation on the 2-3-2 net, their keys,
 * solutions, hints and mistakes, and the grading of what students type. Pure functions over plain data: no
 * clock, no chance, no files; the same arguments give the same result on a server and in a browser.
 *
 *   const definition = definitionSchema.parse({ … });
 *   const made = makeVariant(definition, 'a seed of any length');
 *   if (made.kind === 'variant') gradeAttempt(made.variant, { p1: '-3/40' }, 'en').mark;  // '1'
 *
 * Names of quantities: x1 w12 a3 h1 u21 z1 y2 t1 e1 E1 E eta, the slopes f'(a1) and g'(z2), the gradients
 * dE/du11, dE1/dw12, dE/dh2, the step Δw12 and 'new w12'; indices go from → to. Exact numbers are strings:
 * '-0.4', '2', '-3/40'. Convention: E = ½Σ(y − t)² unless the net says otherwise.
 */

/** What an exercise file says, checked with zod; `parse` throws a ZodError, `safeParse` returns it. */
export { type Definition, definitionSchema } from './exercise/definition.ts';
/** Version of drawing, certifying and grading; stored with whatever they made. */
export { engineVersion } from './exercise/engine.ts';
/** Three hints to a quantity: where and what for, the principle, the next step. They give no asked value away. */
export { type Hint, hintsFor } from './exercise/hints.ts';
/** The right answer: a fraction, or an enclosure at most 10^-25 wide. */
export { keyOf, type Written } from './exercise/key.ts';
/**
 * (definition, seed) → a variant with its certificate, or the constraint that failed most. Every variant
 * provably tells each mistake that its certificate shows from the right answer.
 */
export { type Made, makeVariant } from './exercise/make-variant.ts';
/** Title and prompt for one variant, with mathematics as $latex$; a wrong text is a value with a sentence. */
export { type PromptProblem, type Rendered, renderPrompt, renderTitle } from './exercise/prompt.ts';
/** Every step to a quantity, in formulas; and the same as sentences, LaTeX and words. Both throw for unknown names. */
export { type SolutionStep, solve } from './exercise/solution.ts';
export { type SolutionLine, solutionLines } from './exercise/solution-lines.ts';
/** Takes text with $latex$ in it apart. */
export { type Segment, splitMath } from './exercise/split-math.ts';
/** Any quantity of a variant: a rational, or enclosures to any number of bits. Throws for unknown names. */
export { exactly } from './exercise/values.ts';
/** A variant holds secrets; `forStudent` is the only way to the type that cannot. */
export {
  type Certificate,
  forStudent,
  type Part,
  type PartCertificate,
  type Tolerance,
  type Variant,
  type VariantForStudent,
} from './exercise/variant.ts';
/** LaTeX and words of a quantity's name. */
export { speakName } from './formula/speak.ts';
export { typesetName } from './formula/typeset.ts';
/** (variant, { p1: 'typed' }, BCP 47 locale of who typed) → verdicts, diagnosis, mark as a fraction. Throws nothing for what is typed. */
export { type GradingPolicy, gradeAttempt, usualGrading } from './grading/grade-attempt.ts';
export type { AttemptResult, Candidate, Diagnosis, PartResult, Verdict } from './grading/result.ts';
/** What each mistake that the variant can show would answer. */
export { type WrongAnswer, wrongAnswers } from './grading/wrong-answers.ts';
/** Languages with all sentences. */
export { type Locale, locales } from './language/language.ts';
/** The catalogue of mistakes, the sentence of feedback to each, and the names of the skills they count against. */
export { type MistakeId, mistakeIds, type Skill } from './mistakes/catalogue.ts';
export { sentenceOf, skillName } from './mistakes/sentence.ts';
/** Activations and losses. */
export { hiddenActivations, losses, type NetSpec, outputActivations } from './net/spec.ts';
