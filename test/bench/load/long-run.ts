/** Memory over many submissions: what the server's process holds after each 10,000, and the slope from half way on. */
import { aligned } from '../measure.ts';
import { shoot } from './shoot.ts';
import type { Side } from './sides.ts';

const step = 10_000;

export async function weighLongRun({ servers: [server], submissions }: Side, total: number): Promise<void> {
  if (!server) throw new Error('a server');
  const weights: { done: number; mb: number }[] = [];
  const rows: string[][] = [['submissions', 'MB', 'per second', 'p99 ms', 'errors']];
  for (let done = step; done <= total; done += step) {
    const volley = await shoot({ url: server.url, connections: 64, amount: step }, submissions.inPlace);
    const mb = server.residentMb();
    weights.push({ done, mb });
    rows.push([
      `${done}`,
      mb.toFixed(0),
      volley.perSecond.toFixed(0),
      volley.p99Ms.toFixed(0),
      `${volley.errors}`,
    ]);
  }
  console.log(aligned(rows));
  const later = weights.slice(Math.floor(weights.length / 2));
  console.log(`from half way on ${slope(later).toFixed(1)} MB for each 10,000 submissions`);
}

/** Least squares, in MB for each step. */
function slope(weights: readonly { readonly done: number; readonly mb: number }[]): number {
  const mean = (of: (each: { done: number; mb: number }) => number) =>
    weights.reduce((sum, each) => sum + of(each), 0) / weights.length;
  const [x, y] = [mean(({ done }) => done), mean(({ mb }) => mb)];
  const covariance = mean(({ done, mb }) => (done - x) * (mb - y));
  return (covariance / mean(({ done }) => (done - x) ** 2)) * step;
}
