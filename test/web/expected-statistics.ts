/** What the dashboard should say of simulated students, by calculations that share nothing with it. */
import { skillsOfVariant } from '../../src/learning/skills-of-parts.ts';
import { mistakes } from '../../src/mistakes/catalogue.ts';
import type { SimulatedTry } from './simulated-class.ts';

type Tries = readonly SimulatedTry[];

export const studentsWho = (tries: Tries, does: (each: SimulatedTry) => boolean): number =>
  new Set(tries.filter(does).map(({ student }) => student)).size;

export const couldShow =
  (mistake: string) =>
  ({ variant, part }: SimulatedTry): boolean =>
    (variant.certificate.parts[part]?.shows ?? []).some((form) => form.split('.')[0] === mistake);

/** Each answer as evidence on its skills, in the order in which it came: right, or against the mistake's skill alone. */
function evidence(tries: Tries) {
  const had = new Map<string, number>();
  return tries.flatMap(({ student, variant, part, mistake }) => {
    const against = Object.entries(mistakes).find(([id]) => id === mistake)?.[1].skill;
    const own = skillsOfVariant(variant).get(part) ?? new Set();
    return [...new Set([...own, ...(against ? [against] : [])])].map((skill) => {
      const opportunity = (had.get(`${student} ${skill}`) ?? 0) + 1;
      had.set(`${student} ${skill}`, opportunity);
      return {
        student,
        skill,
        opportunity,
        right: mistake === '' || (mistake !== 'odd' && skill !== against),
      };
    });
  });
}

/** By 'K9 2', the skill and the opportunity. */
export function expectedCurves(tries: Tries): ReadonlyMap<string, { tried: number; wrong: number }> {
  const points = new Map<string, { tried: number; wrong: number }>();
  for (const { skill, opportunity, right } of evidence(tries)) {
    const point = points.get(`${skill} ${opportunity}`) ?? { tried: 0, wrong: 0 };
    points.set(`${skill} ${opportunity}`, {
      tried: point.tried + 1,
      wrong: point.wrong + Number(!right),
    });
  }
  return points;
}

/** By '(student's id) K9': Bayes' rule in odds, then learning. */
export function expectedSkills(tries: Tries): ReadonlyMap<string, { known: number; n: number }> {
  const states = new Map<string, { known: number; n: number }>();
  const [slip, guess, learn, first] = [0.15, 0.05, 0.15, 0.3];
  for (const { student, skill, right } of evidence(tries)) {
    const { known, n } = states.get(`${student} ${skill}`) ?? { known: first, n: 0 };
    const odds = (known / (1 - known)) * (right ? (1 - slip) / guess : slip / (1 - guess));
    const after = odds / (1 + odds);
    states.set(`${student} ${skill}`, { known: after + (1 - after) * learn, n: n + 1 });
  }
  return states;
}

export const itemOf = ({ position, part }: SimulatedTry): string => `${position} ${part}`;

/** Items in the order of the page: '1 p1'. */
export const itemsIn = (tries: Tries): readonly string[] => [...new Set(tries.map(itemOf))].sort();

/** (M₁ − M₀)/s · √(p·q) over the share right of the other items, s the population's deviation. */
export function pointBiserial(tries: Tries, item: string): number | undefined {
  const students = [...new Set(tries.map(({ student }) => student))];
  const scores = students.map((student) => {
    const own = tries.filter((each) => each.student === student);
    const others = own.filter((each) => itemOf(each) !== item);
    const isRight = own.some((each) => itemOf(each) === item && each.mistake === '');
    return { isRight, rest: others.filter(({ mistake }) => mistake === '').length / others.length };
  });
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const of = (right: boolean) => scores.filter(({ isRight }) => isRight === right).map(({ rest }) => rest);
  const all = mean(scores.map(({ rest }) => rest));
  const spread = Math.sqrt(mean(scores.map(({ rest }) => (rest - all) ** 2)));
  const p = of(true).length / scores.length;
  if (p === 0 || p === 1 || spread < 1e-9) return undefined;
  return ((mean(of(true)) - mean(of(false))) / spread) * Math.sqrt(p * (1 - p));
}
