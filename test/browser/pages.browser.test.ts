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

async function visit<T>(
  path: string,
  options: { width?: number; javaScriptEnabled?: boolean },
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const { width = 1280, javaScriptEnabled = true } = options;
  const page = await browser.newPage({ viewport: { width, height: 800 }, javaScriptEnabled });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.origin}${path}`);
  const result = await use(page);
  await page.close();
  expect(complaints).toEqual([]);
  return result;
}

describe('the figure on the page', () => {
  const shown = '.net:visible';

  it('flows right where there is room and down on a phone', async () => {
    const classes = (width: number) =>
      visit('/en/light/exercise', { width }, (page) => page.locator(shown).getAttribute('class'));
    expect(await classes(1280)).toContain('net-right');
    expect(await classes(320)).toContain('net-down');
  });

  it.each([320, 1280])(
    'keeps every text inside its box as the browser draws it, at %d pixels',
    async (width) => {
      for (const name of ['exercise', 'four-decimals', 'closed']) {
        const outside = await visit(`/en/light/${name}`, { width }, (page) =>
          page.locator(`${shown} [data-quantity]`).evaluateAll((places) =>
            places.flatMap((place) => {
              const box = place.querySelector('.shape')?.getBoundingClientRect();
              const texts = [...place.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
              return texts.some((text) => !box || text.left < box.left || text.right > box.right)
                ? [place.outerHTML]
                : [];
            }),
          ),
        );
        expect(outside).toEqual([]);
      }
    },
  );

  it('lights what a weight reaches, and the asked weight of a focused box', async () => {
    await visit('/en/light/exercise', {}, async (page) => {
      const lit = () =>
        page
          .locator(`${shown} .lit`)
          .evaluateAll((all) => all.map((one) => one.getAttribute('data-quantity')));
      await page.locator(`${shown} [data-quantity=u21] .shape`).hover();
      expect((await lit()).sort()).toEqual(['e1', 'y1']);
      await page.mouse.move(0, 0);
      await page.locator('#answer-p2').focus();
      expect(await lit()).toEqual(['w12']);
    });
  });

  it('is one stop of the Tab key, and arrows lead from place to place', async () => {
    await visit('/en/light/exercise', {}, async (page) => {
      await page.locator(`${shown} [tabindex="0"]`).focus();
      await page.keyboard.press('ArrowRight');
      expect(await page.evaluate('document.activeElement.dataset.quantity')).toBe('w12');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    });
  });

  it('copies a number into the focused box by a click', async () => {
    await visit('/en/light/exercise', {}, async (page) => {
      await page.locator('#answer-p2').fill('2*');
      await page.locator(`${shown} [data-quantity=w22] text`).click();
      expect(await page.locator('#answer-p2').inputValue()).toBe('2*-0.4');
      expect(await page.evaluate('document.activeElement.id')).toBe('answer-p2');
    });
  });
});

describe('answering', () => {
  it('moves on with Enter, then submits in place, keeps the focus and announces the verdict', async () => {
    await visit('/en/light/exercise', {}, async (page) => {
      await page.locator('#answer-p3').focus();
      await page.keyboard.type('1');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('answer-p4');
      await page.keyboard.type('2');
      await page.keyboard.press('Enter');
      await page.locator('#feedback-p4').waitFor();
      expect(await page.evaluate('document.activeElement.id')).toBe('answer-p4');
      await page.locator('#status', { hasText: 'could not be read' }).waitFor();
      expect(page.url()).toMatch(/exercise$/);
    });
  });

  it('keeps what was typed over a closed tab, until it is sent', async () => {
    await visit('/en/light/exercise', {}, async (page) => {
      await page.locator('#answer-p1').fill('0.25');
      await page.reload();
      expect(await page.locator('#answer-p1').inputValue()).toBe('0.25');
      await page.locator('#check').click();
      await page.locator('#feedback-p4').waitFor();
      await page.reload();
      expect(await page.locator('#answer-p1').inputValue()).toBe('');
    });
  });

  it('says so when nothing could be sent, and keeps the answers', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/en/light/exercise`);
    await page.locator('#answer-p1').fill('0.25');
    await page.context().setOffline(true);
    await page.locator('#check').click();
    await page.locator('#status', { hasText: 'no connection' }).waitFor();
    expect(await page.locator('#answer-p1').inputValue()).toBe('0.25');
    await page.close();
  });

  it('echoes what was read', async () => {
    await visit('/en/light/exercise', {}, async (page) => {
      await page.locator('#answer-p1').pressSequentially('1');
      await page.locator('#echo-p1 math').waitFor();
    });
  });

  it('types symbols where the caret is', async () => {
    await visit('/en/light/exercise', {}, async (page) => {
      await page.locator('#answer-p1').focus();
      await page.locator('[data-types="sqrt()"]').click();
      await page.keyboard.type('4');
      expect(await page.locator('#answer-p1').inputValue()).toBe('sqrt(4)');
    });
  });

  it('works without JavaScript', async () => {
    await visit('/en/light/exercise', { javaScriptEnabled: false }, async (page) => {
      await page.locator('#answer-p4').fill('2');
      await page.locator('#check').click();
      await page.locator('#feedback-p4').waitFor();
      expect(await page.locator('.symbols').isVisible()).toBe(false);
    });
  });
});
