import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../src/classroom/add-exercise.ts';
import { definitions } from '../exercise/catalogue.ts';
import { threadCpuMs } from '../thread-cpu.ts';

const lines = (change: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    id: 'own-hostile',
    level: '4',
    skills: '[K9]',
    title: '{ en: A title, fa: عنوان }',
    prompt: '{ en: "Find {{p1}}.", fa: "{{p1}}." }',
    net: '{ hidden: linear, output: linear }',
    parts: '[{ quantity: "dE/dw{i}{j}" }]',
    ...change,
  })
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

const prompt = (text: string) => ({ prompt: `{ en: ${JSON.stringify(text)}, fa: x }` });
const every = ['w{i}{j}', 'u{j}{k}', 'h{j}', 'a{j}', 'z{k}', 'y{k}', 'x{i}'];
const twenty = ['E', 'E1', 'E2']
  .flatMap((E) => every.map((of) => `{ quantity: "d${E}/d${of}" }`))
  .slice(0, 20);
const huge = '999999999';

/** What it tries, its text, and a piece of the sentence that refuses it. */
const hostile: readonly (readonly [string, string, string])[] = [
  ['a loop in the prompt', lines(prompt('{{#each p1}}{{this}}{{/each}}')), 'only a name in double braces'],
  ['a million loops', lines(prompt('{{#each p1}}'.repeat(300) + '{{/each}}'.repeat(300))), 'prompt'],
  ['braces without end', lines(prompt('{'.repeat(3999))), 'prompt.en'],
  ['a prototype in the prompt', lines(prompt('{{constructor.constructor}}')), 'names nothing here'],
  ['__proto__ in the prompt', lines(prompt('{{__proto__}}')), 'names nothing here'],
  ['a helper', lines(prompt('{{lookup this "constructor"}}')), 'only a name in double braces'],
  ['a partial', lines(prompt('{{> layout}}')), 'only a name in double braces'],
  ['a __proto__ key', lines({ '__proto__ ': '{ admin: true }' }), 'Unrecognized key'],
  ['a constructor key', lines({ constructor: '{ prototype: 1 }' }), 'Unrecognized key'],
  ['a tag that runs code', lines({ title: '!!js/function "function(){ while(true); }"' }), 'Line 4'],
  ['aliases of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]', 'alias'],
  ['a merge key', `x: &x { id: own-a }\n${lines({ '<<': '*x' })}`, 'alias'],
  ['deep nesting', `${'['.repeat(9000)}`, 'Line'],
  ['two documents', `${lines()}\n---\n${lines()}`, 'YAML'],
  ['a text without end', `${lines()}\n# ${'x'.repeat(30_000)}`, 'at most 20000 characters'],
  ['binary noise', '\u0000\u0001\u0002', 'Line'],
  [
    'a huge range',
    lines({ numbers: '{ x: { from: -99999999, to: 99999999, step: 0.000001 } }' }),
    '1000 values',
  ],
  ['a range backwards', lines({ numbers: '{ w: { from: 5, to: 1, step: 1 } }' }), '1000 values'],
  ['a step of nothing', lines({ numbers: '{ w: { from: 1, to: 5, step: 0 } }' }), 'above 0'],
  ['a division by 0', lines({ numbers: '{ w: ["1/0"] }' }), 'not 0'],
  ['infinity', lines({ numbers: '{ w: [.inf] }' }), 'a number such as'],
  ['no number that may be drawn', lines({ numbers: '{ w: [0, 1, -1] }' }), 'other than 0'],
  ['one size of x', lines({ numbers: '{ x: [2, -2] }' }), 'two values of different size'],
  ['constraints that exclude each other', lines({ numbers: '{ u: [2] }' }), 'u weights of both signs'],
  [
    'huge exponentials',
    lines({
      net: '{ hidden: linear, output: softmax, loss: crossEntropy }',
      numbers: `{ x: [${huge}, 2], w: [${huge}], u: [${huge}, -${huge}] }`,
    }),
    'became a variant',
  ],
  [
    'huge fractions',
    lines({
      numbers: `{ x: ["${huge}/999999998", "999999997/999999996"], w: ["${huge}/999999991", "-${huge}/999999992"], u: ["${huge}/999999989", "-${huge}/999999988"], t: ["1/999999987"] }`,
      parts: `[${twenty}]`,
    }),
    '',
  ],
  [
    'twenty slow parts',
    lines({ net: '{ hidden: tanh, output: softmax, loss: crossEntropy }', parts: `[${twenty}]` }),
    '',
  ],
  ['a thousand parts', lines({ parts: `[${Array(600).fill('{ quantity: "E" }')}]` }), '20'],
  ['an id of the project', lines({ id: 'dw-linear' }), 'own-dw-linear'],
  ['an id that climbs out', lines({ id: '../../etc/passwd' }), 'lower-case letters'],
  ['a markup in the title', lines({ title: '{ en: "<script>alert(1)</script> {{{p1}}}", fa: x }' }), ''],
  ['nothing', '   ', 'nothing to read'],
  ['only a number', '42', 'Line 1'],
];

describe('a definition that a teacher uploads', () => {
  it.each(hostile)('is judged within a second when it holds %s', (_name, text, piece) => {
    const start = threadCpuMs();
    const checked = checkDefinition(text, 'en');
    expect(threadCpuMs() - start).toBeLessThan(1000);
    if (piece === '') return;
    expect(checked.kind).toBe('refused');
    expect(checked.kind === 'refused' && checked.sentences.join('\n')).toContain(piece);
  });

  it('pollutes no prototype', () => {
    checkDefinition('__proto__: { polluted: yes }', 'en');
    expect('polluted' in {}).toBe(false);
  });

  it('is taken when nothing is wrong with it', () => {
    expect(checkDefinition(lines(), 'en').kind).toBe('checked');
  });

  it('is refused in the language of its teacher', () => {
    const checked = checkDefinition(lines({ id: 'first' }), 'fa');
    expect(checked.kind === 'refused' && checked.sentences[0]).toContain('شناسهٔ تمرین خودتان');
  });
});

describe('the ids of the project', () => {
  it('never begin with own-', () => {
    expect(definitions.filter(({ id }) => id.startsWith('own-'))).toEqual([]);
  });
});
