/**
 * What one attempt says about skills. Only the first try at a box counts. A right answer speaks for all skills of its
 * part, a wrong one against them; but a mistake that was recognised speaks against the skill of its stage alone and
 * for the others. A step that was filled in speaks for itself, and its part for what is left. Who took the last hint
 * before has not shown anything yet.
 */
import { isChoice, type Part, type Variant } from '../exercise/variant.ts';
import { withSteps } from '../exercise/with-steps.ts';
import type { AttemptResult, PartResult } from '../grading/result.ts';
import type { PartStanding } from '../grading/standing.ts';
import { mistakes, type Skill } from '../mistakes/catalogue.ts';
import { isMistake } from '../mistakes/sentence.ts';
import { skillsOfVariant } from './skills-of-parts.ts';
import { type Try, tracing } from './trace.ts';

export interface Evidence extends Try {
  readonly skill: Skill;
}

export interface Answered {
  readonly variant: Variant;
  readonly result: AttemptResult;
  /** Where each part stood before. */
  readonly before: readonly PartStanding[];
  /** The attempt before. */
  readonly last?: AttemptResult | undefined;
  /** Quantities on the way that the page has worked out: nobody has shown that they can. */
  readonly told?: readonly string[];
  /** Parts whose last hint was taken before. */
  readonly hinted?: readonly string[];
}

/** In the order of the boxes. */
export function evidenceIn(answered: Answered): readonly Evidence[] {
  const boxes = boxesIn(answered);
  const first = boxes.filter(isFirstTry);
  if (first.length === 0) return [];
  const skillsOf = skillsOfVariant(
    { ...answered.variant, parts: boxes.map(({ part }) => part) },
    answered.told,
  );
  return first.flatMap(({ part, graded, leadsTo }) => {
    const against = skillsAgainst(graded, answered.result);
    const needed = [...new Set([...(skillsOf.get(part.id) ?? []), ...(against ?? [])])];
    const told = answered.hinted?.includes(leadsTo) ?? false;
    return needed.map((skill) => ({
      skill,
      guess: guessOf(part),
      right: !told && against !== undefined && !against.has(skill),
    }));
  });
}

interface Box {
  readonly part: Part;
  readonly graded: PartResult;
  /** The part itself, or the part to which the step leads. */
  readonly leadsTo: string;
  /** Of that part. */
  readonly standing: PartStanding | undefined;
  /** Whether it was filled in in the attempt before. */
  readonly again: boolean;
}

/** The parts, and the steps that were filled in and could be read, in their natural order. */
function boxesIn({ variant, result, before, last }: Answered): readonly Box[] {
  const { parts, steps } = result.steps ? withSteps(variant) : { parts: variant.parts, steps: [] };
  return parts.flatMap((part): readonly Box[] => {
    const step = steps.find(({ id }) => id === part.id);
    const graded = (step ? result.steps : result.parts)?.find((each) => each.part === part.id);
    if (!graded || (step && graded.read === undefined)) return [];
    const leadsTo = step?.before ?? part.id;
    const standing = before.find((each) => each.part === leadsTo);
    const again = last?.steps?.some((each) => each.part === part.id && each.read !== undefined) ?? false;
    return [{ part, graded, leadsTo, standing, again }];
  });
}

/** The third level gives the step with its numbers. */
export const lastHint = 3;

/** A step after the first try at its part is help, and says nothing. */
const isFirstTry = ({ graded, standing, again }: Box): boolean =>
  graded.read !== undefined && !again && !standing?.closed && (standing?.firstVerdict ?? null) === null;

const guessOf = (part: Part): number => (isChoice(part) ? 1 / part.options.length : tracing.guess);

const none: ReadonlySet<Skill> = new Set();

/** The skills that an answer speaks against, for all others of its part it speaks; undefined: against all of them. */
function skillsAgainst(
  { part, verdict }: PartResult,
  { diagnosis }: AttemptResult,
): ReadonlySet<Skill> | undefined {
  if (verdict.kind === 'convention') return new Set(['K3']);
  if (verdict.kind !== 'wrong') return none;
  return skillsOfMistake(diagnosis.candidates.find(({ explains }) => explains.includes(part)));
}

/** undefined where no mistake was recognised. */
export function skillsOfMistake(
  candidate: AttemptResult['diagnosis']['candidates'][number] | undefined,
): ReadonlySet<Skill> | undefined {
  const made = [candidate?.mistake, candidate?.with].filter((id) => id !== undefined).filter(isMistake);
  return made.length === 0 ? undefined : new Set(made.map((id) => mistakes[id].skill));
}
