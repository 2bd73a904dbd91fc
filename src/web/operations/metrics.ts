/**
 * Figures of this process for Prometheus: requests, verdicts, the database's pool, event-loop delay and memory; and
 * those of the whole site that stand in the database, asked at each scrape.
 */
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Elsewhere, Outcome } from '../../classroom/elsewhere.ts';
import { isOwnExercise } from '../../classroom/find-exercise.ts';
import type { Store } from '../../store/database.ts';
import { countReadyByExercise } from '../../store/ready-variants.ts';
import { countWork, measureQueues, measureTurnarounds } from '../../store/site-facts.ts';
import { routeOf } from './request-log.ts';

export interface Metrics {
  /** Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
  readonly countRequests: RequestHandler;
  /** A job of this process has ended, or goes back to be tried again. */
  countJob(kind: string, outcome: 'done' | 'failed', seconds: number): void;
  /** What a request had done in a thread has ended (elsewhere.ts). */
  countElsewhere(work: string, outcome: Outcome, seconds: number): void;
  /** Shows what is being done in threads for requests, and what waits for one. */
  watchThreads(count: Elsewhere['count']): void;
  /** The same store, with every verdict counted once its attempt is recorded. */
  watch(store: Store): Store;
  /** How long the event loop was late in the last seconds, in seconds. */
  eventLoopDelay(): Promise<{ readonly median: number; readonly p99: number }>;
}

/** In seconds; most pages take some milliseconds. */
const buckets = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** In seconds; from a look that finds nothing to a regrade of a large course. */
const jobBuckets = [0.01, 0.1, 1, 10, 60, 600];

export function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'chainmark_http_request_duration_seconds',
    help: 'Requests by method, pattern of the address, and status.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  const verdicts = new Counter({
    name: 'chainmark_verdicts_total',
    help: 'Verdicts of recorded attempts, one for each part.',
    labelNames: ['verdict'],
    registers,
  });
  const jobs = new Histogram({
    name: 'chainmark_job_duration_seconds',
    help: 'Jobs that this process worked on, by kind and whether they went well.',
    labelNames: ['kind', 'outcome'],
    buckets: jobBuckets,
    registers,
  });
  const elsewhere = new Histogram({
    name: 'chainmark_elsewhere_duration_seconds',
    help: 'What requests had done in threads, waiting included, by what it was and how it ended.',
    labelNames: ['work', 'outcome'],
    buckets,
    registers,
  });
  return {
    // The text format writes no number as NaN, prom-client as Nan.
    text: async () => (await registry.metrics()).replaceAll(/ Nan$/gm, ' NaN'),
    countElsewhere: (work, outcome, seconds) => elsewhere.observe({ work, outcome }, seconds),
    watchThreads: (count) =>
      showCounts(count, registers, {
        name: 'chainmark_elsewhere',
        help: 'What threads of this process are doing for requests, and what waits for one.',
      }),
    countJob: (kind, outcome, seconds) => jobs.observe({ kind, outcome }, seconds),
    contentType: registry.contentType,
    countRequests: timing(requests),
    watch: (store) => {
      showPool(store, registers);
      showWork(store, registers);
      showQueues(store, registers);
      showReady(store, registers);
      return { ...store, attempts: counting(store.attempts, verdicts) };
    },
    eventLoopDelay: async () => ({
      median: await latest(registry, 'nodejs_eventloop_lag_p50_seconds'),
      p99: await latest(registry, 'nodejs_eventloop_lag_p99_seconds'),
    }),
  };
}

const timing =
  (requests: Histogram<'method' | 'route' | 'status'>): RequestHandler =>
  (request, response, next) => {
    const end = requests.startTimer();
    response.once('close', () =>
      end({ method: request.method, route: routeOf(request), status: response.statusCode }),
    );
    next();
  };

const counting = (recorder: Store['attempts'], verdicts: Counter<'verdict'>): Store['attempts'] => ({
  ...recorder,
  record: async (submission) => {
    const outcome = await recorder.record(submission);
    if (outcome.kind === 'recorded')
      for (const { verdict } of submission.result.parts) verdicts.inc({ verdict: verdict.kind });
    return outcome;
  },
});

function showPool({ pool }: Store, registers: Registry[]): void {
  if (!pool) return;
  showCounts(pool, registers, {
    name: 'chainmark_database_connections',
    help: 'Connections of this process to the database, and requests that wait for one.',
  });
}

function showCounts(
  count: () => Readonly<Record<string, number>>,
  registers: Registry[],
  named: { readonly name: string; readonly help: string },
): void {
  new Gauge({
    ...named,
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, each] of Object.entries(count())) this.set({ state }, each);
    },
  });
}

/** Gone from the answer where the database cannot be asked: /readyz tells that. */
function showWork(store: Store, registers: Registry[]): void {
  new Gauge({
    name: 'chainmark_work',
    help: 'What waits to be done in the background, of the whole site, by kind and state.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      this.reset();
      for (const { kind, state, count } of await countWork(store).catch(() => []))
        this.set({ kind, state }, count);
    },
  });
}

/** Of exercises that teachers wrote there may be any number: those are counted together. */
function showReady(store: Store, registers: Registry[]): void {
  new Gauge({
    name: 'chainmark_ready_variants',
    help: 'Certified variants that wait for a student, of the whole site, by exercise.',
    labelNames: ['exercise'],
    registers,
    async collect() {
      this.reset();
      for (const { exercise, count } of await countReadyByExercise(store).catch(() => []))
        this.inc({ exercise: isOwnExercise(exercise) ? 'own' : exercise }, count);
    },
  });
}

/** Each asks for itself at a scrape; what one of them has set does not reach the others of the same answer. */
function showQueues(store: Store, registers: Registry[]): void {
  const queues = () => measureQueues(store, new Date()).catch(() => []);
  new Gauge({
    name: 'chainmark_work_due',
    help: 'What could be done at once if somebody had time for it, of the whole site, by kind.',
    labelNames: ['kind'],
    registers,
    async collect() {
      this.reset();
      for (const { kind, due } of await queues()) this.set({ kind }, due);
    },
  });
  new Gauge({
    name: 'chainmark_work_oldest_seconds',
    help: 'How long what has waited longest could have been done, of the whole site, by kind.',
    labelNames: ['kind'],
    registers,
    async collect() {
      this.reset();
      for (const { kind, oldestSeconds } of await queues()) this.set({ kind }, oldestSeconds);
    },
  });
  new Gauge({
    name: 'chainmark_job_turnaround_seconds',
    help: 'From being asked for to the end, of jobs of the whole site that ended within a day, by kind.',
    labelNames: ['kind', 'stat'],
    registers,
    async collect() {
      this.reset();
      for (const { kind, ...seconds } of await measureTurnarounds(store).catch(() => [])) {
        this.set({ kind, stat: 'median' }, seconds.medianSeconds);
        this.set({ kind, stat: 'longest' }, seconds.longestSeconds);
      }
    },
  });
}

async function latest(registry: Registry, name: string): Promise<number> {
  const values = (await registry.getSingleMetric(name)?.get())?.values ?? [];
  return values[0]?.value ?? 0;
}
