/**
 * Timing for the benchmarks. Every figure is the time of one call, sampled in batches long enough for the
 * clock; a report names one row as the alternative, measured in the same run, and gives ratios to it.
 */
export interface Measurement {
  readonly name: string;
  /** Of one call, in `unit`. The p99 is that of batches where one call is too short for the clock. */
  readonly median: number;
  readonly p99: number;
  readonly unit: 'µs';
  readonly calls: number;
}

const shortestBatchMs = 0.05;

/** Calls `run` over and over for about `seconds`, after a tenth of that to warm up. `run` gets the number of the call. */
export function measure(
  name: string,
  run: (call: number) => unknown,
  { seconds }: { readonly seconds: number },
): Measurement {
  const batch = warmedUpBatch(run, seconds * 100);
  const samples: number[] = [];
  const end = performance.now() + seconds * 1000;
  let calls = 0;
  while (samples.length < 3 || performance.now() < end) {
    const start = performance.now();
    for (let i = 0; i < batch; i++) run(calls++);
    samples.push(((performance.now() - start) * 1000) / batch);
  }
  return measurementOf(name, samples, calls);
}

/** The same for what has to be waited for and takes a millisecond or more: every call is a sample. */
export async function measureAsync(
  name: string,
  run: (call: number) => Promise<unknown>,
  { seconds }: { readonly seconds: number },
): Promise<Measurement> {
  const samples: number[] = [];
  const warm = performance.now() + seconds * 100;
  const end = warm + seconds * 1000;
  let calls = 0;
  while (samples.length < 3 || performance.now() < end) {
    const start = performance.now();
    await run(calls++);
    if (start > warm) samples.push((performance.now() - start) * 1000);
  }
  return measurementOf(name, samples, calls);
}

function measurementOf(name: string, samples: number[], calls: number): Measurement {
  samples.sort((a, b) => a - b);
  const atShare = (share: number) => samples[Math.floor(share * (samples.length - 1))] ?? 0;
  return { name, median: atShare(0.5), p99: atShare(0.99), unit: 'µs', calls };
}

/** How many calls last long enough to be timed, found while warming up. */
function warmedUpBatch(run: (call: number) => unknown, warmUpMs: number): number {
  const start = performance.now();
  let calls = 0;
  do run(calls++);
  while (performance.now() - start < warmUpMs);
  const oneCallMs = (performance.now() - start) / calls;
  return Math.max(1, Math.ceil(shortestBatchMs / oneCallMs));
}

/** An aligned table for the console: medians, p99, calls per second, and how many times the alternative's median. */
export function report(rows: readonly Measurement[], alternative?: Measurement): string {
  const header = ['', 'median µs', 'p99 µs', 'per second', alternative ? `× ${alternative.name}` : ''];
  const lines = rows.map((row) => [
    row.name,
    threeDigits(row.median),
    threeDigits(row.p99),
    Math.round(1e6 / row.median).toLocaleString('en'),
    alternative ? threeDigits(row.median / alternative.median) : '',
  ]);
  return aligned([header, ...lines]);
}

/** At least three significant digits, never an exponent: 0.00335, 8.18, 1320. */
export function threeDigits(value: number): string {
  const decimals = value > 0 ? Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(value)))) : 0;
  return value.toFixed(decimals);
}

/** Columns padded to the widest cell: names to the left, numbers to the right. */
export function aligned(table: readonly (readonly string[])[]): string {
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const padded = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return table.map((row) => padded(row).trimEnd()).join('\n');
}
