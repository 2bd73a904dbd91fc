/** Every sentence that a person reads, in Persian. */
import type { Catalogue } from './language.ts';

export const fa: Catalogue = {
  tag: 'fa',
  name: 'فارسی',
  direction: 'rtl',

  net: {},

  reading: {
    empty: () => 'چیزی نوشته نشده است.',
    tooLong: (v) => `پاسخ از ${v.limit} نویسه بلندتر است.`,
    tooDeep: (v) => `در اینجا بیش از ${v.limit} پرانتز، علامت یا توان درون یکدیگر آمده است.`,
    tooLarge: (v) => `این عدد بزرگ‌تر یا کوچک‌تر از آن است که در اینجا پاسخ باشد (توان‌های ده تا ${v.limit}).`,
    unexpected: (v) => `«${v.found}» در این جایگاه معنا ندارد.`,
    unfinished: (v) => `پس از «${v.found}» چیزی جا افتاده است.`,
    unclosed: () => 'این پرانتز بسته نشده است.',
    unopened: () => 'این پرانتزِ بسته، پرانتزِ باز ندارد.',
    emptyBrackets: () => 'میان این دو پرانتز چیزی نیست.',
    otherBrackets: () => 'تنها از پرانتز ( ) می‌توان استفاده کرد.',
    unknownName: (v) => `نام «${v.name}» در این تمرین نیامده است.`,
    unknownFunction: (v) =>
      `تابعی به نام «${v.name}» در اینجا شناخته نیست؛ اگر منظور ضرب است، بنویسید «${v.name}*(…)».`,
    functionNeedsBrackets: (v) => `آنچه «${v.name}» بر آن اثر می‌کند را در پرانتز بنویسید: ${v.name}(…).`,
    twoNumbers: () => 'دو عدد کنار هم آمده‌اند؛ علامت میان آن‌ها را بنویسید.',
    twoReadings: (v) => `این را هم ${v.first} می‌توان خواند و هم ${v.second}؛ همان را بنویسید که منظور شماست.`,
    illFormedNumber: () => 'ممیز، ویرگول یا فاصله‌های این عدد با هم جور نیستند.',
    unfinishedExponent: () => 'پس از e در توان ده باید یک عدد صحیح بیاید، مانند 1.2e-3.',
    repeatedSign: () => 'دو علامت کنار هم آمده‌اند؛ یکی را بنویسید یا میان آن‌ها پرانتز بگذارید.',
    timesLetter: () => 'برای ضرب * یا · بنویسید، نه حرف x.',
    percent: () => 'عدد را بدون علامت درصد بنویسید: به جای ۵ درصد، ۰٫۰۵.',
    equalsSign: () => 'تنها مقدار را بنویسید، بدون علامت مساوی.',
    invisible: (v) => `در اینجا نویسه‌ای نادیدنی هست (${v.character})؛ آن را پاک کنید.`,
    noValue: () => 'مقداری برای این به دست نیامد؛ شاید تقسیم بر صفر باشد.',
    divisionByZero: () => 'این تقسیم بر صفر است و مقدار ندارد.',
    outsideDomain: () => 'این مقدار حقیقی ندارد: ریشهٔ عدد منفی، یا لگاریتم صفر یا عدد منفی است.',
  },

  speech: {
    digits: ['صفر', 'یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت', 'نه'],
    eta: 'اتا',
    pi: 'پی',
    brackets: (inside) => `پرانتز باز ${inside} پرانتز بسته`,
    negate: (operand) => `منفی ${operand}`,
    add: (left, right) => `${left}، به‌علاوهٔ ${right}`,
    subtract: (left, right) => `${left}، منهای ${right}`,
    multiply: (left, right) => `${left} ضرب در ${right}`,
    divide: (left, right) => `${left} تقسیم بر ${right}`,
    power: (base, exponent) => `${base} به توان ${exponent}`,
    squared: (base) => `${base} به توان دو`,
    call: (fn, argument) => `${fn} ${argument}، پایان ${fn}`,
    derivative: (of, by) => `مشتق ${of} نسبت به ${by}`,
    slope: (fn, at) => `${fn} پریم ${at}`,
    step: (weight) => `گام ${weight}`,
    newWeight: (weight) => `${weight} جدید`,
    functions: {
      exp: 'تابع نمایی',
      ln: 'لگاریتم طبیعی',
      sqrt: 'ریشهٔ دوم',
      abs: 'قدر مطلق',
      gate: 'دروازه',
      relu: 'رلو',
      leakyRelu: 'رلوی نشتی',
      sigmoid: 'سیگموید',
      tanh: 'تانژانت هذلولوی',
      hardSigmoid: 'سیگموید سخت',
      softplus: 'سافت‌پلاس',
      sin: 'سینوس',
      cos: 'کسینوس',
      tan: 'تانژانت',
    },
  },

  mistakes: {},

  solution: {},

  grading: {},

  figure: {},

  student: {},

  teacher: {},

  refusals: {},
};
