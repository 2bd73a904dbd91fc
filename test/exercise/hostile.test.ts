import { describe, expect, it } from 'vitest';
import { checkExercise } from '../../src/grading/check-exercise.ts';
import { readExercise } from '../../src/store/exercise-files.ts';
import { threadCpuMs } from '../thread-cpu.ts';

const file = (change: Readonly<Record<string, string>>): string =>
  Object.entries({
    id: 'mine',
    level: '2',
    skills: '[K7]',
    title: '{ en: Mine, fa: از من }',
    prompt: '{ en: "{{p1}}", fa: "{{p1}}" }',
    net: '{ hidden: sigmoid, output: sigmoid }',
    parts: '[{ quantity: "dE/du{j}{k}" }]',
    ...change,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

/** What is said about a file, and for how long this thread worked on it, whatever else the machine does. */
function judged(text: string): { readonly said: string; readonly ms: number } {
  const began = threadCpuMs();
  const { definitions, problems } = readExercise('mine.yaml', text);
  const checked = definitions.flatMap((each) => checkExercise(each, ['1'], 'en').problems);
  const said = [...problems.map(({ expected }) => expected), ...checked.map(({ problem }) => problem)];
  return { said: said.join('\n'), ms: threadCpuMs() - began };
}

const prompt = (text: string) => ({ prompt: `{ en: ${JSON.stringify(text)}, fa: x }` });

describe('a hostile definition', () => {
  it.each([
    [
      'a loop in a template',
      prompt('{{#each p1}}{{#each p1}}x{{/each}}{{/each}}'),
      /only a name in double braces/,
    ],
    ['a prototype in a template', prompt('{{constructor.constructor}}'), /names nothing here|only a name/],
    ['a prototype by its name', prompt('{{__proto__}}'), /names nothing here/],
    ['a call in a template', prompt('{{lookup p1 "length"}}'), /only a name|names nothing/],
    ['a partial', prompt('{{> layout}}'), /only a name/],
    ['a template that never ends', prompt('{{'.repeat(1500)), /cannot be read/],
    ['a template that is too long', prompt('x'.repeat(5000)), /4000/],
    [
      'a huge range',
      { numbers: '{ w: { from: -999999999, to: 999999999, step: 1 } }' },
      /between 1 and 1000/,
    ],
    ['a range without a step', { numbers: '{ w: { from: 0, to: 9, step: 0 } }' }, /step above 0/],
    ['a denominator 0', { numbers: '{ w: ["1/0"] }' }, /denominator that is not 0/],
    ['a number that is code', { numbers: '{ w: ["process.exit()"] }' }, /expected a number such as/],
    [
      'a prototype as an activation',
      { net: '{ hidden: constructor, output: toString }' },
      /expected one of/i,
    ],
    ['a quantity that is none', { parts: '[{ quantity: "constructor" }]' }, /expected a quantity such as/],
    ['a question that is none', { parts: '[{ kind: choice, question: toString }]' }, /expected one of/i],
    ['very many parts', { parts: `[${'{ quantity: E }, '.repeat(5000)}]` }, /<=20|at most 20/],
    ['aliases of aliases', { title: '&a { en: x, fa: x }', prompt: '*a' }, /alias/],
    ['nothing to draw', { numbers: '{ x: [2, -2] }' }, /two values of different size/],
    ['only zeros to draw', { numbers: '{ w: [0] }' }, /a value other than 0, 1 and -1/],
    [
      'constraints that no number fulfils',
      { numbers: '{ u: ["0.001"], t: ["0.5"] }' },
      /no variant in \d+ draws/,
    ],
    [
      'an order that cannot be',
      {
        net: '{ hidden: relu, output: linear }',
        deadUnits: '2',
        parts: '[{ kind: order, question: bySize, among: w }]',
      },
      /no variant in \d+ draws/,
    ],
  ])('%s is refused with a sentence, in under a second', (_, change, sentence) => {
    const { said, ms } = judged(file(change));
    expect(said).toMatch(sentence);
    expect(ms).toBeLessThan(1000);
  });

  it('cannot reach a prototype by a key', () => {
    const { definitions } = readExercise(
      'mine.yaml',
      `${file({})}
__proto__: { level: 3, polluted: 1 }`,
    );
    expect(definitions.map(({ level }) => level).filter((level) => level !== 2)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('is told from a good one', () => {
    expect(judged(file({})).said).toBe('');
  });
});
