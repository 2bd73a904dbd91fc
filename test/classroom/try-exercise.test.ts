import { describe, expect, it } from 'vitest';
import { type TriedOut, tryExercise } from '../../src/classroom/try-exercise.ts';
import { isChoice, type Part } from '../../src/exercise/variant.ts';
import { readDefinition } from '../../src/store/exercise-files.ts';
import { definitionOf, definitions } from '../exercise/catalogue.ts';
import { keysOf } from '../grading/attempts.ts';
import { impossibleExercise } from './impossible-exercise.ts';

const of = (id: string, answers: Readonly<Record<string, string>> | null = null, seed = '7'): TriedOut => {
  const tried = tryExercise({ definition: definitionOf(id), seed, answers, locale: 'en' });
  if (tried.kind === 'none') throw new Error(tried.constraint);
  return tried;
};

const keyIn = ({ variant }: TriedOut, { id }: Part): string => variant.certificate.parts[id]?.key ?? '';

describe('an exercise that is tried out', () => {
  it.each(definitions.map(({ id }) => id))(
    '%s gives full marks to its keys, and its solutions end in them',
    (id) => {
      const asked = of(id);
      const { variant } = asked;
      const chosen = variant.parts.filter(isChoice).map((part) => [part.id, keyIn(asked, part)]);
      const typed = { ...keysOf({ ...variant, parts: variant.parts.filter((part) => !isChoice(part)) }) };
      const { result, parts } = of(id, { ...typed, ...Object.fromEntries(chosen) });
      expect(result?.mark).toBe('1');
      for (const { part, key, solution, hints } of parts) {
        expect(key, part).not.toBe('');
        const kind = variant.parts.find((each) => each.id === part)?.kind;
        expect(hints.length).toBe(kind === 'number' || kind === 'formula' ? 3 : 1);
        expect(solution.length > 0).toBe(kind === 'number' || kind === 'formula');
      }
    },
  );

  it('names the mistake whose answer it is given', () => {
    const { parts } = of('dw-linear');
    const wrong = parts[0]?.wrong ?? [];
    expect(wrong.map(({ mistake }) => mistake)).toContain('SIGN');
    const sign = wrong.find(({ mistake }) => mistake === 'SIGN');
    const { result } = of('dw-linear', { p1: sign?.answer.decimal ?? '' });
    expect(result?.mark).toBe('0');
    expect(result?.diagnosis.candidates).toMatchObject([{ mistake: 'SIGN', explains: ['p1'] }]);
  });

  it('says nothing of answers where there are none', () => {
    expect(of('dw-linear').result).toBeNull();
    expect(of('dw-linear', {}).result?.parts).toMatchObject([{ verdict: { kind: 'empty' } }]);
  });

  it('tells what the draws lacked where no numbers can be certified', () => {
    const [definition] = readDefinition('', impossibleExercise).definitions;
    if (!definition) throw new Error('it fits the schema');
    const tried = tryExercise({ definition, seed: '1', answers: null, locale: 'en' });
    expect(tried).toMatchObject({ kind: 'none', draws: 4000 });
  });
});
