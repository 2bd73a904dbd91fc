/**
 * `npm run bench`: every benchmark and every long comparison with an oracle, one process after the other, so
 * that none warms up another. `npm run bench -- engine rooms` runs only those.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const scripts = [
  'engine',
  'rooms',
  'reading',
  'grading',
  'page',
  'export',
  'interval-oracle',
  'gradient-oracles',
  'seeds',
  'round-trip',
  'fuzz-parser',
  'fuzz-grading',
  'dashboard',
  'background',
  'regrade',
];

const words = process.argv.slice(2);
const asked = words.filter((each) => !/^\d+$/.test(each));
/** Handed on to each: how much it shall do, where it can be asked. */
const sizes = words.filter((each) => /^\d+$/.test(each));
const unknown = asked.filter((each) => !scripts.includes(each));
if (unknown.length > 0)
  throw new Error(`no benchmark ${unknown.join(', ')}; there are ${scripts.join(', ')}`);

for (const script of asked.length > 0 ? asked : scripts) {
  console.log(`\n── ${script}`);
  const file = fileURLToPath(new URL(`${script}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...sizes], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
