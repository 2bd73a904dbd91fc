/** How many draws, and how long, a certified variant of each exercise takes: `npx tsx test/bench/draws.ts [SEEDS] [ID…]`. */
import { makeVariant } from '../../src/exercise/make-variant.ts';
import { definitions } from '../exercise/catalogue.ts';

const [seeds = '20', ...ids] = process.argv.slice(2);
for (const definition of definitions.filter(({ id }) => ids.length === 0 || ids.includes(id))) {
  const began = process.hrtime.bigint();
  const made = Array.from({ length: Number(seeds) }, (_, i) => makeVariant(definition, `${i}`));
  const ms = Number(process.hrtime.bigint() - began) / 1e6 / made.length;
  const none = made.flatMap((each) => (each.kind === 'none' ? [`${each.constraint} ${each.share}`] : []));
  const draws = made.reduce((sum, each) => sum + each.draws, 0) / made.length;
  process.stdout.write(
    `${definition.id.padEnd(28)} ${draws.toFixed(1).padStart(8)} draws ${ms.toFixed(1).padStart(8)} ms ${none.length} none ${none[0] ?? ''}\n`,
  );
}
