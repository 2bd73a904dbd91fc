/** What a student reads about a mistake, and the names of skills. TypeScript refuses a mistake without a sentence. */
import { type Locale, say } from '../language/language.ts';
import { type MistakeId, mistakes, type Skill } from './catalogue.ts';
import { type SlopeBeliefId, slopeBeliefIds } from './slope-beliefs.ts';

/** What every language must have. */
interface Words {
  readonly mistakes: Readonly<Record<MistakeId, string>>;
  readonly hiddenSlopes: Readonly<Record<SlopeBeliefId, string>>;
  readonly skills: Readonly<Record<Skill, string>>;
}

const wordsIn: (locale: Locale) => Words = say;

/** The sentence of feedback; `form` tells which wrong slope it is at a hidden unit. Throws for an id of no mistake. */
export function sentenceOf(mistake: string, form: number, locale: Locale): string {
  if (!isMistake(mistake)) throw new Error(`no mistake is called ${mistake}`);
  const { mistakes: sentences, hiddenSlopes } = wordsIn(locale);
  const belief = mistake === 'HIDDEN_SLOPE' ? slopeBeliefIds[form] : undefined;
  return belief ? hiddenSlopes[belief] : sentences[mistake];
}

export const skillName = (skill: Skill, locale: Locale): string => wordsIn(locale).skills[skill];

export const isMistake = (id: string): id is MistakeId => Object.hasOwn(mistakes, id);
