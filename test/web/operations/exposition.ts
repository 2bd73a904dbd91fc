/**
 * What Prometheus' text format 0.0.4 asks for and promtool checks, read from its specification:
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const types = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];
const suffixes: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/** Throws what is wrong. */
export function readExposition(text: string): readonly Family[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families = new Map<string, { name: string; type: string; help: string; samples: Sample[] }>();
  const seen = new Set<string>();
  let now: { name: string; type: string; help: string; samples: Sample[] } | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, comment, name = '', rest = ''] = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.*)$/.exec(line) ?? [];
    if (comment === 'HELP') {
      if (families.has(name)) throw new Error(`${name} stands in two places`);
      if (/\\(?![\\n])/.test(rest)) throw new Error(`${line}: an escape that there is not`);
      now = { name, type: '', help: rest, samples: [] };
      families.set(name, now);
    } else if (comment === 'TYPE') {
      if (now?.name !== name || now.type !== '') throw new Error(`${line}: not behind its HELP`);
      if (!types.includes(rest)) throw new Error(`${line}: no such type`);
      now.type = rest;
    } else if (!line.startsWith('#')) {
      const sample = readSample(line);
      const names = (suffixes[now?.type ?? ''] ?? ['']).map((suffix) => `${now?.name}${suffix}`);
      if (!now || !names.includes(sample.name)) throw new Error(`${line}: of another family`);
      const key = `${sample.name} ${JSON.stringify([...sample.labels].sort())}`;
      if (seen.has(key)) throw new Error(`${key} stands there twice`);
      seen.add(key);
      now.samples.push(sample);
    }
  }
  for (const family of families.values()) checkFamily(family);
  return [...families.values()];
}

function readSample(line: string): Sample {
  const read = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: -?\d+)?$/.exec(line);
  if (!read) throw new Error(`${line}: no sample`);
  const [, name = '', written = '', number = ''] = read;
  const labels = new Map<string, string>();
  let rest = written;
  while (rest !== '') {
    const label = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/.exec(rest);
    if (!label) throw new Error(`${line}: labels`);
    const [whole, key = '', value = ''] = label;
    if (labels.has(key)) throw new Error(`${line}: ${key} twice`);
    labels.set(key, value);
    rest = rest.slice(whole.length);
  }
  const value = { '+Inf': Infinity, '-Inf': -Infinity, NaN: Number.NaN }[number] ?? Number(number);
  if (number !== 'NaN' && Number.isNaN(value)) throw new Error(`${line}: no number`);
  return { name, labels, value };
}

function checkFamily({ name, type, help, samples }: Family): void {
  if (type === '') throw new Error(`${name} has no type`);
  if (help.trim() === '') throw new Error(`${name} has no help`);
  if (type === 'counter' && samples.some(({ value }) => !(value >= 0)))
    throw new Error(`${name} counts backwards`);
  // prom-client's own gauges of handles are named so.
  if (name.startsWith('chainmark_') && (type === 'counter') !== name.endsWith('_total'))
    throw new Error(`${name} is named as a counter`);
  if (type === 'histogram') checkHistogram(name, samples);
}

/** Buckets hold those below them too, and the last, +Inf, holds all. */
function checkHistogram(name: string, samples: readonly Sample[]): void {
  const series = new Map<string, { buckets: [number, number][]; count?: number; sum?: number }>();
  for (const { name: sampled, labels, value } of samples) {
    const { le, ...others } = Object.fromEntries(labels);
    const key = JSON.stringify(Object.entries(others).sort());
    const one = series.get(key) ?? { buckets: [] };
    series.set(key, one);
    if (sampled.endsWith('_bucket')) one.buckets.push([le === '+Inf' ? Infinity : Number(le), value]);
    else if (sampled.endsWith('_count')) one.count = value;
    else one.sum = value;
  }
  for (const [key, { buckets, count, sum }] of series) {
    const ordered = buckets.toSorted(([a], [b]) => a - b);
    const grows = ordered.every(([, value], index) => value >= (ordered[index - 1]?.[1] ?? 0));
    const [bound, all] = ordered.at(-1) ?? [];
    if (!grows || bound !== Infinity || all !== count || sum === undefined) throw new Error(`${name} ${key}`);
  }
}
