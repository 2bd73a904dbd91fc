/**
 * Does what a fresh clone still lacks, and nothing otherwise: `npm ci`, then Prisma's client. Plain JavaScript
 * without packages, because it runs before there are any. It speaks on standard error, since standard output
 * belongs to the command that follows.
 *
 *   node .config/prepare.mjs              all packages, for tests and checks
 *   node .config/prepare.mjs --omit=dev   only what the server needs
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const client = new URL('src/store/client/', root);

export function prepare({ omitDev }) {
  requireNode(20, 19);
  if (!isInstalled(omitDev)) install(omitDev);
  if (!isGenerated()) generate();
}

function requireNode(major, minor) {
  const [isMajor = 0, isMinor = 0] = process.versions.node.split('.').map(Number);
  if (isMajor > major || (isMajor === major && isMinor >= minor)) return;
  stop(`Chainmark needs Node ${major}.${minor} or later; this is Node ${process.versions.node}.`);
}

/**
 * npm leaves a list of what it installed; what the lock file asks for must be in it. Where node_modules is a link,
 * the packages belong to somebody else.
 */
function isInstalled(omitDev) {
  if (lstatSync(new URL('node_modules', root), { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, dev, optional, devOptional, peer }]) =>
      path === '' ||
      optional ||
      devOptional ||
      peer ||
      (omitDev && dev) ||
      present[path]?.version === version,
  );
}

function packagesIn(file) {
  const path = new URL(file, root);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

function install(omitDev) {
  console.error('Installing packages (npm ci); the first time this takes a minute or two …');
  // Who has the tools of development keeps them when only the server is started.
  const hasTools = Object.values(packagesIn('node_modules/.package-lock.json')).some(({ dev }) => dev);
  const which = omitDev && !hasTools ? '--omit=dev' : '--include=dev';
  run('npm', ['ci', which, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
  });
}

/** What the client was made from stands beside it. */
function fingerprint() {
  const schema = readFileSync(new URL('prisma/schema.prisma', root));
  const { version } = packagesIn('package-lock.json')['node_modules/prisma'];
  return createHash('sha256').update(schema).update(version).digest('hex');
}

function isGenerated() {
  const made = new URL('made-from', client);
  return existsSync(made) && readFileSync(made, 'utf8') === fingerprint();
}

function generate() {
  console.error('Generating the database client …');
  const prisma = fileURLToPath(new URL('node_modules/prisma/build/index.js', root));
  // Generating needs no engine, but Prisma would download one; any file in its place stops it. Only here:
  // `prisma migrate` with this stand-in would silently do nothing.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  run(process.execPath, [prisma, 'generate', '--no-hints'], { env, quiet: true });
  writeFileSync(new URL('made-from', client), fingerprint());
}

function run(command, args, { quiet, ...options }) {
  const done = spawnSync(command, args, {
    ...options,
    cwd: fileURLToPath(root),
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    encoding: 'utf8',
  });
  if (done.status === 0) return;
  stop(`${quiet ? `${done.stdout}${done.stderr}` : ''}\n${command} ${args.join(' ')} failed.`.trim());
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  prepare({ omitDev: process.argv.includes('--omit=dev') });
}
