/** The library as others use it: bundled for a browser, run where there is no Node. */
import { runInNewContext } from 'node:vm';
import { type BuildResult, build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Library from '../src/index.ts';

let bundle: BuildResult<{ write: false; metafile: true }>;
beforeAll(async () => {
  bundle = await build({
    entryPoints: [new URL('../src/index.ts', import.meta.url).pathname],
    ...{ bundle: true, minify: true, write: false, metafile: true, logLevel: 'silent' },
    platform: 'browser',
    format: 'iife',
    globalName: 'chainmark',
  });
});

const definition = {
  id: 'sample',
  level: 4,
  skills: ['K11'],
  title: { en: 'Sample', fa: 'نمونه' },
  prompt: { en: 'Find {{p1}}.', fa: '{{p1}} را بیابید.' },
  net: { hidden: 'linear', output: 'linear' },
  parts: [{ quantity: 'dE/dw{i}{j}' }],
};

/** Every sentence of the site stands in one file a language, so that the library carries those of the pages too. */
function bytesWithoutSentences(): number {
  const [output] = Object.values(bundle.metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).filter(([file]) => !file.includes('src/language/'));
  return inputs.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
}

describe('the library in a browser', () => {
  it('bundles without a Node module and without a room that is not pure', () => {
    const files = Object.keys(bundle.metafile.inputs);
    const external = Object.values(bundle.metafile.inputs).flatMap(({ imports }) =>
      imports.filter((each) => each.external).map(({ path }) => path),
    );
    expect(external).toEqual([]);
    expect(files.filter((file) => /src\/(store|classroom|lms|web|cli)\//.test(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
    expect(bundle.outputFiles[0]?.contents.length ?? 0).toBeLessThan(900_000);
    expect(bytesWithoutSentences()).toBeLessThan(400_000);
  });

  it('makes, solves and grades where there is no require and no process', () => {
    const context: { chainmark?: typeof Library } = {};
    runInNewContext(`${bundle.outputFiles[0]?.text}\nthis.chainmark = chainmark;`, context);
    const { chainmark } = context;
    if (!chainmark) throw new Error('no library');
    const made = chainmark.makeVariant(chainmark.definitionSchema.parse(definition), 'browser');
    if (made.kind !== 'variant') throw new Error(made.constraint);
    const [part] = made.variant.parts;
    const key = chainmark.keyOf(made.variant, part?.quantity ?? '');
    expect(chainmark.gradeAttempt(made.variant, { p1: key.decimal }, 'en').mark).toBe('1');
    expect(chainmark.solutionLines(made.variant, part?.quantity ?? '', 'fa').at(-1)?.value).toBe(key.decimal);
    expect(chainmark.hintsFor(made.variant, part?.quantity ?? '', 'en')).toHaveLength(3);
    const rendered = chainmark.renderPrompt(chainmark.definitionSchema.parse(definition), made.variant, 'en');
    expect(rendered.kind).toBe('text');
    const [wrong] = chainmark.wrongAnswers(made.variant);
    const graded = chainmark.gradeAttempt(made.variant, { p1: wrong?.answer.decimal ?? '' }, 'en');
    expect(graded.diagnosis.candidates.map(({ mistake }) => mistake)).toContain(wrong?.mistake);
    expect(JSON.stringify(chainmark.forStudent(made.variant))).not.toMatch(/certificate|seed|hidden":\{/);
  });
});
