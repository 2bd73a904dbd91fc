/** The Chromium that the operating system has, without a window. */
import { mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const options = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
};

export const launch = () => chromium.launch(options);

/**
 * One person's browser that keeps no cookie of `host` in frames of `around`, not even a partitioned one; in windows
 * of its own it does. Chromium knows this as a rule for a pair of sites.
 */
export async function launchWithoutFrameCookies(host: string, around: string): Promise<BrowserContext> {
  const folder = mkdtempSync(join(tmpdir(), 'chainmark-browser-'));
  const cookies = { [`http://${host},http://${around}`]: { setting: 2 } };
  await mkdir(join(folder, 'Default'));
  await writeFile(
    join(folder, 'Default', 'Preferences'),
    JSON.stringify({ profile: { content_settings: { exceptions: { cookies } } } }),
  );
  const context = await chromium.launchPersistentContext(folder, { ...options, locale: 'en' });
  context.on('close', () => void rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return context;
}
