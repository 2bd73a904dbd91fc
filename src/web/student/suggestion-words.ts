/** What is next, and why, in words. */
import { showDay } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Suggestion } from '../../learning/next-skill.ts';
import type { Skill } from '../../mistakes/catalogue.ts';
import { skillName } from '../../mistakes/sentence.ts';

export function reasonFor(suggestion: Suggestion, locale: Locale): string {
  const { reasons } = say(locale).student.me;
  switch (suggestion.kind) {
    case 'review':
      return reasons.review(showDay(suggestion.dueAt, locale));
    case 'weak':
      return reasons.weak(suggestion.right, suggestion.tries);
    case 'ready':
      return suggestion.after.length === 0 ? reasons.first : reasons.ready(namesOf(suggestion.after, locale));
    case 'early':
      return reasons.early(namesOf(suggestion.before, locale));
  }
}

/** 'Slopes of activations, Adding the paths' */
export const namesOf = (skills: readonly Skill[], locale: Locale): string =>
  new Intl.ListFormat(say(locale).tag, { type: 'unit', style: 'short' }).format(
    skills.map((skill) => say(locale).student.me.quoted(skillName(skill, locale))),
  );
