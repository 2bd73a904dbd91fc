import { describe, expect, it } from 'vitest';
import { showDigits } from '../../src/web/digits.ts';

const inOwn = (html: string) => showDigits(html, { locale: 'fa', digits: 'local' });
const inLatin = (html: string) => showDigits(html, { locale: 'fa', digits: 'latin' });

describe('a page with Persian digits', () => {
  it.each([
    ['<p>تا 3 بار، 0.05 از 100 %</p>', '<p>تا ۳ بار، ۰٫۰۵ از ۱۰۰ %</p>'],
    ['<td>17</td><td>-0.25</td>', '<td>۱۷</td><td>-۰٫۲۵</td>'],
    ['<p>ساعت 12:30، شبکهٔ 2-3-2</p>', '<p>ساعت ۱۲:۳۰، شبکهٔ ۲-۳-۲</p>'],
    ['<p>پایان w12 است: 4</p>', '<p>پایان w12 است: ۴</p>'],
    ['<h1>Week 3</h1><p>تلاش 3</p>', '<h1>Week 3</h1><p>تلاش ۳</p>'],
    ['<p>Ada&#x27;s 2nd &amp; 3</p><p>&#39;5&#39;</p>', '<p>Ada&#x27;s 2nd &amp; 3</p><p>&#39;۵&#39;</p>'],
    ['<a href="#l-10" aria-label="پلهٔ 10">10</a>', '<a href="#l-10" aria-label="پلهٔ ۱۰">۱۰</a>'],
    [
      '<svg class="chart" viewBox="0 0 9 9"><text x="1">50 %</text></svg>',
      '<svg class="chart" viewBox="0 0 9 9"><text x="1">۵۰ %</text></svg>',
    ],
    ['<p><a href="/a/12" title="3 > 2">7</a></p>', '<p><a href="/a/12" title="3 > 2">۷</a></p>'],
  ])('writes the numbers of sentences in them: %s', (html, shown) => {
    expect(inOwn(html)).toBe(shown);
  });

  it.each([
    '<math><mrow><mn>0.25</mn></mrow></math>',
    '<svg viewBox="0 0 9 9"><g><text>0.5</text><g/></g></svg>',
    '<input value="3"><code>12</code><textarea>3</textarea>',
    '<bdi dir="ltr"><b>x1 = 0.5</b> 3</bdi>',
    '<p>مانند 1.2e-3 یا y(1 − y) و 1 − h² یا \u20660.5\u2069</p>',
    '<article lang="en">3</article>',
  ])('leaves mathematics, boxes and other languages alone: %s', (html) => {
    expect(inOwn(html)).toBe(html);
    expect(inLatin(html)).toBe(html);
  });

  it('goes on after what it left alone', () => {
    expect(inOwn('<svg><svg></svg>1</svg>2<input dir="ltr">3<br dir="ltr"/>4')).toBe(
      '<svg><svg></svg>1</svg>۲<input dir="ltr">۳<br dir="ltr"/>۴',
    );
  });
});

describe('a page with Latin digits', () => {
  it('has none of the others in its sentences', () => {
    expect(inLatin('<p>۰٫۰۵ تا ۱۰۰، <code>۳</code> Week ۳</p>')).toBe(
      '<p>0.05 تا 100، <code>۳</code> Week 3</p>',
    );
  });

  it('is as it is, where the language has no others', () => {
    expect(showDigits('<p>3 ۳</p>', { locale: 'en', digits: 'latin' })).toBe('<p>3 ۳</p>');
  });
});
