/** The student's path as different people take it: by keyboard, by ear, on a small phone, in Persian. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { launch } from './chromium.ts';
import { focusedOn, keyOf, openBrowser, tabTo, variantOn } from './on-exercise.ts';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startTestServer('embedded')]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(page: Page, exercise: string): Promise<void> {
  await page.goto(`${server.url}/practise`);
  await page.locator(`button[value="${exercise}"]`).click();
  await page.waitForURL(/\/exercise\//);
}

describe('the path of who has only a keyboard', () => {
  it('leads from the start page to the solved exercise and another one', async () => {
    const [context, page] = await openBrowser(browser);
    await page.goto(server.url);
    await page.keyboard.press('Tab');
    expect(await focusedOn(page)).toBe('A Skip to the content');
    await page.keyboard.press('Enter');
    expect(await focusedOn(page)).toBe('main');
    await tabTo(page, 'A 2Weights of the second part');
    await page.keyboard.press('Enter');
    await page.waitForURL(/practise#level-2/);
    await tabTo(page, 'BUTTON du-linear');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/exercise\//);
    const key = keyOf(await variantOn(page, server), 'p1');

    await tabTo(page, 'answer-p1');
    await page.keyboard.type('77');
    await page.keyboard.press('Enter');
    await page.locator('.is-wrong .verdict').waitFor();
    expect(await focusedOn(page)).toBe('answer-p1');
    await tabTo(page, 'hint');
    await page.keyboard.press('Enter');
    await page.locator('.hint').waitFor();
    await page.locator('#answer-p1').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await page.locator('.is-right .verdict').waitFor();

    const before = page.url();
    await tabTo(page, 'another');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== before && url.pathname.startsWith('/exercise/'));
    await context.close();
  });

  it('shows where the focus is at every stop', async () => {
    const [context, page] = await openBrowser(browser);
    await open(page, 'mark-the-paths');
    for (let stops = 0; stops < 40; stops++) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate<boolean>(`(() => {
        const focused = document.activeElement;
        if (focused === document.body) return true;
        const marks = [focused, ...focused.querySelectorAll('.shape')].map((each) => getComputedStyle(each));
        return marks.some((style) => style.outlineStyle !== 'none' || parseFloat(style.strokeWidth) >= 4);
      })()`);
      expect(seen, await focusedOn(page)).toBe(true);
    }
    await context.close();
  });
});

interface Node {
  readonly role: string;
  readonly name: string;
  readonly description: string;
}

/** What a screen reader is given, without what it is told to ignore. */
async function heard(devTools: CDPSession): Promise<readonly Node[]> {
  const { nodes } = await devTools.send('Accessibility.getFullAXTree');
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? ''),
      description: String(description?.value ?? ''),
    }));
}

describe('what a screen reader is told', () => {
  it('names page, figure, boxes and keys, and announces what came of an answer', async () => {
    const [context, page] = await openBrowser(browser);
    const devTools = await context.newCDPSession(page);
    await open(page, 'dw-linear');
    const variant = await variantOn(page, server);
    const tree = await heard(devTools);
    const names = (role: string) => tree.filter((node) => node.role === role).map(({ name }) => name);

    expect(names('banner')).toHaveLength(1);
    expect(names('main')).toHaveLength(1);
    expect(names('heading')[0]).toBe('A weight of the first part, linear net');
    expect(names('region')).toContain('The net');
    expect(names('textbox')).toContain('h one');
    const asked = /^the derivative of E with respect to w (one|two) (one|two|three)$/;
    expect(names('textbox').filter((name) => asked.test(name))).toHaveLength(1);
    expect(names('group')).toContain('Symbols');
    expect(names('status')).toHaveLength(1);
    expect(names('group')).toContain(
      'The net: two inputs, three hidden units, two outputs, their targets and errors',
    );
    const given = variant.given.w23?.replace('-', '−');
    expect(names('button')).toContain(`w23 = ${given}: from x2 to h3, reaches e1 and e2`);
    expect(names('image')).toEqual(expect.arrayContaining(['h2 (hidden unit)', 'y1 (output)', 'e2 (error)']));

    await page.fill('#answer-p1', '1/0');
    await page.keyboard.press('Enter');
    await page.locator('#feedback-p1').waitFor();
    await page.locator('#status', { hasText: /./ }).waitFor();
    const after = await heard(devTools);
    const box = after.find(({ role, name }) => role === 'textbox' && asked.test(name));
    expect(box?.description).toContain('This divides by zero');
    expect(await page.locator('#status').innerText()).toContain('could not be read');
    await context.close();
  });
});

describe('the path on a phone 320 pixels wide', () => {
  it.each(['en', 'fa'])('never scrolls sideways, in %s', async (locale) => {
    const phone = { viewport: { width: 320, height: 640 }, locale, hasTouch: true, isMobile: true };
    const [context, page] = await openBrowser(browser, phone);
    const fits = async () => expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.goto(server.url);
    await fits();
    await page.locator('.hero .primary').tap();
    await page.waitForURL(/\/exercise\//);
    await fits();
    await open(page, 'dw-sigmoid-given');
    const variant = await variantOn(page, server);
    for (const { id } of variant.parts) await page.fill(`#answer-${id}`, '123456.789e-3 + 1/3');
    await page.locator('#hint').tap();
    await page.locator('.hint').first().waitFor();
    await fits();
    for (const typed of ['2', '3', '4']) {
      for (const { id } of variant.parts) await page.fill(`#answer-${id}`, typed);
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.locator('#check').tap();
      await answered;
      await page.locator('#status', { hasText: /./ }).waitFor();
      await fits();
    }
    await page.locator('.solution .steps').first().waitFor();
    await fits();
    await context.close();
  });
});

describe('the path in Persian', () => {
  it('takes and writes Persian digits, and mathematics from left to right', async () => {
    const [context, page] = await openBrowser(browser, { locale: 'fa' });
    await open(page, 'du-linear');
    expect(await page.evaluate('document.documentElement.dir')).toBe('rtl');
    const key = keyOf(await variantOn(page, server), 'p1');
    const inPersian = key.replace('.', '٫').replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)));
    expect(await page.locator('.tries').innerText()).toMatch(/[۰-۹]/);
    await page.fill('#answer-p1', inPersian);
    await page.locator('#echo-p1 math').waitFor();
    const directions = await page.evaluate(
      '[...document.querySelectorAll("math")].map((math) => getComputedStyle(math).direction)',
    );
    expect(new Set(directions as string[])).toEqual(new Set(['ltr']));
    await page.keyboard.press('Enter');
    await page.locator('.is-right .verdict').waitFor();
    expect(await page.locator('.verdict').innerText()).toBe('درست است.');
    await context.close();
  });
});
