/**
 * Which steps on the way to an answer a page shows, and which of them stand there worked out. Three rungs:
 *
 * all   every step is a box
 * some  the steps of the skill that is known least are boxes (of equals, the one nearest to the answer). In practice
 *       the steps before them are worked out, as long as no asked answer comes before; elsewhere no number is ever
 *       given away. The others are left out
 * none  the asked answers alone
 *
 * In an exam there are none: the figure is the same for everybody. Elsewhere the student chooses; who has not chosen
 * gets all of them, 'some' once part of their skills is mastered, and none once all are, or where several weights are
 * asked. After an attempt its steps stay, whatever was learnt by it. Steps never count, so that no rung earns more than
 * another.
 */
import type { Step } from '../exercise/steps.ts';
import type { Work } from '../grading/schedule.ts';
import type { Skill } from '../mistakes/catalogue.ts';
import { readQuantity } from '../net/quantity.ts';
import type { SkillState } from './skill-state.ts';
import { tracing } from './trace.ts';

export const rungs = ['all', 'some', 'none'] as const;
export type Rung = (typeof rungs)[number];

export interface Occasion {
  /** All steps of the variant, in their order. */
  readonly steps: readonly Step[];
  /** The quantities that the variant asks. */
  readonly asked: readonly string[];
  readonly mode: Work['mode'];
  /** What the student chose; null before. */
  readonly wish: Rung | null;
  readonly skills: readonly SkillState[];
  /** Ids of the steps that the latest attempt had; absent before the first. */
  readonly latest?: readonly string[];
}

export interface ShownSteps {
  readonly rung: Rung;
  readonly boxes: readonly Step[];
  /** Before the boxes: their values are printed. */
  readonly worked: readonly Step[];
  /** The rungs beside this one, where there are any. */
  readonly fewer?: Rung;
  readonly more?: Rung;
}

const withoutSteps: ShownSteps = { rung: 'none', boxes: [], worked: [] };

export function stepsShown(occasion: Occasion): ShownSteps {
  const { steps, mode } = occasion;
  if (mode === 'exam' || steps.length === 0) return withoutSteps;
  const found = { all: { boxes: steps, worked: [] }, some: some(occasion), none: withoutSteps };
  const offered: readonly Rung[] =
    found.some.boxes.length === steps.length ? ['all', 'none'] : ['all', 'some', 'none'];
  const wanted = occasion.wish ?? usualRung(occasion);
  const at = offered.includes(wanted) ? offered.indexOf(wanted) : 0;
  const rung = offered[at] ?? 'all';
  const [more, fewer] = [offered[at - 1], offered[at + 1]];
  return { ...found[rung], rung, ...(fewer && { fewer }), ...(more && { more }) };
}

function usualRung({ steps, asked, skills, latest }: Occasion): Rung {
  if (latest) return latest.length === 0 ? 'none' : latest.length === steps.length ? 'all' : 'some';
  const known = knownIn(skills);
  const mastered = steps.filter(({ skill }) => known(skill) >= tracing.mastered);
  if (mastered.length === steps.length || weightsIn(asked).size > 1) return 'none';
  return mastered.length > 0 ? 'some' : 'all';
}

function some(occasion: Occasion): Pick<ShownSteps, 'boxes' | 'worked'> {
  const { steps, mode, latest = [] } = occasion;
  const had = steps.filter(({ id }) => latest.includes(id));
  const boxes = had.length > 0 && had.length < steps.length ? had : weakest(occasion);
  const first = steps.findIndex((step) => step === boxes[0]);
  const given = steps.slice(0, first).filter(({ before }) => before === steps[0]?.before);
  return { boxes, worked: mode === 'practice' ? given : [] };
}

function weakest({ steps, skills }: Occasion): readonly Step[] {
  const known = knownIn(skills);
  const least = steps.reduce<Step | undefined>(
    (so, step) => (so && known(so.skill) < known(step.skill) ? so : step),
    undefined,
  );
  return steps.filter(({ skill }) => skill === least?.skill);
}

const knownIn =
  (skills: readonly SkillState[]) =>
  (skill: Skill): number =>
    skills.find((state) => state.skill === skill)?.known ?? tracing.first;

/** The weights whose gradients, steps or new values are asked. */
function weightsIn(asked: readonly string[]): ReadonlySet<string> {
  const meanings = asked.map(readQuantity);
  const of = meanings.flatMap((meaning) => (meaning && 'of' in meaning ? [meaning.of] : []));
  return new Set(of.filter((name) => /^[wu]\d\d$/.test(name)));
}
