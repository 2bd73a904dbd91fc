/** What axe-core finds on a page that is open, against WCAG 2.2 AA and its best practices. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that hang on colours. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** `what`: all rules, or those that another theme could break. */
export async function violations(page: Page, what: 'all' | 'colours' = 'all'): Promise<readonly string[]> {
  await page.evaluate(`typeof axe === 'object' || (() => { ${axe} })()`);
  const runOnly = what === 'all' ? { type: 'tag', values: standards } : { type: 'rule', values: ofColours };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  return page.evaluate<readonly string[]>(`axe.run(document, ${options}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 160))))`);
}
