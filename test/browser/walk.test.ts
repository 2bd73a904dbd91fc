/** The worked solution along the figure: with the keyboard, in words, and without moving by itself where that is asked. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './chromium.ts';
import { servePages } from './page-server.ts';

let browser: Browser;
let server: Awaited<ReturnType<typeof servePages>>;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), servePages()]);
});

afterAll(async () => {
  await browser.close();
  server.close();
});

async function visit(
  options: Parameters<Browser['newContext']>[0],
  look: (page: Page) => Promise<void>,
  locale = 'en',
): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${server.origin}/${locale}/light/closed`);
  await look(page);
  expect(errors).toEqual([]);
  await context.close();
}

const lit = (page: Page) =>
  page
    .locator('.net-right .lit')
    .evaluateAll((places) => places.map((place) => place.getAttribute('data-quantity')));
const source = (page: Page) => page.locator('.net-right .source').getAttribute('data-quantity');

describe('the worked solution', () => {
  it('walks along the figure with the keyboard, and is told in words', async () => {
    await visit({}, async (page) => {
      await page.locator('[data-walk="1"]').focus();
      await page.keyboard.press('Enter');
      const first = page.locator('.solution [data-step]').first();
      expect(await first.getAttribute('aria-current')).toBe('step');
      expect(await source(page)).toBe(await first.getAttribute('data-at'));
      expect(await page.locator('.walk-now').innerText()).toMatch(/^Step 1 of \d+\./);
      const count = await page.locator('.solution [data-step]').count();
      for (let step = 2; step <= count; step++) await page.keyboard.press('Enter');
      expect(await source(page)).toBe('w12');
      expect(await lit(page)).toEqual(expect.arrayContaining(['x1']));
      expect(await page.locator('.net-right .walk-number text').textContent()).toMatch(/^(≈ )?−?\d/);
      expect(await page.locator('.walk-now .unseen').innerText()).toMatch(/derivative|gradient|equals/);
      expect(await page.locator('[data-walk="1"]').getAttribute('aria-disabled')).toBe('true');
      await page.locator('[data-walk="-1"]').focus();
      await page.keyboard.press('Enter');
      expect(await source(page)).not.toBe('w12');
      expect(await page.locator('.net-right .walk-number').count()).toBe(1);
    });
  });

  it('plays and stops', async () => {
    await visit({}, async (page) => {
      const play = page.locator('[data-walk="play"]');
      await play.click();
      expect(await play.getAttribute('aria-pressed')).toBe('true');
      await page.locator('.walk-now', { hasText: 'Step 2 of' }).waitFor();
      await play.click();
      expect(await play.getAttribute('aria-pressed')).toBe('false');
    });
  });

  it('does not move by itself where less motion is asked for', async () => {
    await visit({ reducedMotion: 'reduce' }, async (page) => {
      expect(await page.locator('[data-walk="play"]').isVisible()).toBe(false);
      await page.locator('[data-walk="1"]').click();
      expect(await page.locator('.walk-now').innerText()).toContain('Step 1 of');
    });
  });

  it('keeps its numbers inside the figure, wide and narrow, in both languages', async () => {
    for (const locale of ['en', 'fa']) {
      for (const width of [320, 1280]) {
        await visit(
          { viewport: { width, height: 700 } },
          async (page) => {
            const net = width < 500 ? '.net-down' : '.net-right';
            const steps = await page.locator('.solution [data-step]').count();
            for (let step = 0; step < steps; step++) {
              await page.locator('[data-walk="1"]').click();
              const [pill, whole] = await Promise.all([
                page.locator(`${net} .walk-number`).boundingBox(),
                page.locator(`${net}`).first().boundingBox(),
              ]);
              expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
              expect(pill && whole && pill.x >= whole.x - 1).toBe(true);
              expect(pill && whole && pill.x + pill.width <= whole.x + whole.width + 1).toBe(true);
            }
          },
          locale,
        );
      }
    }
  });

  it('stays a list without JavaScript', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('.walk').isVisible()).toBe(false);
      expect(await page.locator('.solution [data-step]').count()).toBeGreaterThan(3);
    });
  });
});
