/**
 * Takes pictures of the sample pages into screenshots/, for a person to look at.
 * `npm run screenshots -- [page] [width] [language] [theme]` takes only those that match.
 */
import { locales } from '../../src/language/language.ts';
import { launch } from './chromium.ts';
import { servePages } from './page-server.ts';
import { samplePages } from './sample-pages.ts';

const widths = [320, 390, 1280, 1920];
const [onlyPage = '', onlyWidth = '', onlyLocale = '', onlyTheme = ''] = process.argv.slice(2);
const chosen = <T>(values: readonly T[], only: string) =>
  values.filter((value) => only === '' || only === '*' || `${value}` === only);

const { origin, close } = await servePages();
const browser = await launch();
const page = await browser.newPage();
for (const width of chosen(widths, onlyWidth)) {
  await page.setViewportSize({ width, height: width < 500 ? 700 : 800 });
  for (const locale of chosen(locales, onlyLocale)) {
    for (const theme of chosen(['light', 'dark'], onlyTheme)) {
      for (const name of chosen(Object.keys(samplePages(locale)), onlyPage)) {
        await page.goto(`${origin}/${locale}/${theme}/${name}`);
        await page.screenshot({
          path: `screenshots/${name}-${width}-${locale}-${theme}.png`,
          fullPage: true,
        });
      }
    }
  }
}
await browser.close();
close();
