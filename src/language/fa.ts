/** Every sentence that a person reads, in Persian. */
import type { Catalogue } from './language.ts';

export const fa: Catalogue = {
  tag: 'fa',
  name: 'فارسی',
  direction: 'rtl',

  net: {},

  reading: {},

  mistakes: {},

  solution: {},

  grading: {},

  figure: {
    title: 'شبکه: دو ورودی، سه واحد پنهان، دو خروجی، با هدف‌ها و خطاهایشان',
    inputs: 'ورودی‌ها',
    firstWeights: 'وزن‌های بخش نخست، از ورودی‌ها به واحدهای پنهان',
    hiddenUnits: 'واحدهای پنهان',
    secondWeights: 'وزن‌های بخش دوم، از واحدهای پنهان به خروجی‌ها',
    outputs: 'خروجی‌ها، هدف‌ها و خطاها',
    alsoGiven: 'مقدارهای دیگر',
    notGiven: 'داده نشده',
    comma: '، ',
    and: ' و ',
    unit: (unit, role) => (role === '' ? unit : `${unit} (${role})`),
    weight: (weight, from, to, errors) => `${weight}: از ${from} به ${to}، به ${errors} می‌رسد`,
    roles: {
      input: 'ورودی',
      preActivation: 'پیش‌فعال‌سازی',
      hiddenUnit: 'واحد پنهان',
      output: 'خروجی',
      target: 'هدف',
      error: 'خطا',
    },
    nudgePlot: (weight) => `زیان ⁦E⁩ وقتی ⁦${weight}⁩ کمی جابه‌جا می‌شود، و خط راستی که پاسخ شما پیش‌بینی می‌کند`,
  },

  student: {
    site: 'Chainmark',
    titleOf: (page) => `${page} · Chainmark`,
    skip: 'رفتن به متن صفحه',
    language: 'زبان',
    theme: 'رنگ‌ها',
    themes: { auto: 'خودکار', light: 'روشن', dark: 'تیره' },
    footer: 'پس‌انتشار روی شبکهٔ ۲-۳-۲، با تصحیح دقیق.',

    homeTitle: 'پس‌انتشار را با انجام دادنش یاد بگیرید',
    homeIdea:
      'اینجا شبکه‌ای کوچک با عددهایش می‌بینید و گرادیان‌هایش را گام‌به‌گام حساب می‌کنید. پاسخ‌ها دقیق سنجیده می‌شوند و اگر یکی نادرست باشد، می‌گوییم کدام گام اشتباه بوده است.',
    practise: 'تمرین',
    exercises: 'تمرین‌ها',
    join: 'پیوستن به درس',
    joinIdea: 'مدرس به شما پیوند یا کدی داده است. به حساب کاربری نیازی نیست.',
    joinCode: 'کد درس',
    yourName: 'نام شما، همان‌طور که مدرس می‌شناسد',
    joinButton: 'پیوستن',
    untouched: 'شروع نشده',
    earned: (percent) => `${percent.toLocaleString('fa')}٪ به دست آمده`,
    invitations: { untouched: 'شروع', begun: 'ادامه', done: 'نگاه دوباره' },

    figure: 'شبکه',
    alsoGiven: 'مقدارهای دیگر',
    conventionsTitle: 'قراردادهای این تمرین',
    inWords: 'شکل به زبان واژه‌ها',
    symbols: 'نمادها',
    check: 'بررسی',
    hint: 'راهنمایی',
    another: 'یکی دیگر مثل این',
    solution: 'حل گام‌به‌گام',
    nudgeTruth: 'آنچه شبکه انجام می‌دهد',
    nudgePrediction: 'آنچه پاسخ شما پیش‌بینی می‌کند',
    triesLeft: (tries) => `${tries.toLocaleString('fa')} تلاش باقی مانده است`,
    lost: 'فرستاده نشد: ارتباط برقرار نیست. پاسخ‌هایتان همین‌جا نگه داشته می‌شود؛ کمی بعد دوباره بررسی کنید.',
    copied: 'در کادر نوشته شد:',
    allRight: 'همه درست است. آفرین!',
    someUnreadable: 'بخشی از نوشته خوانده نشد. این تلاشی از شما کم نمی‌کند.',
    noneRight: 'هنوز نه. زیر هر پاسخ نوشته‌ایم چه معنایی دارد.',
    rightOf: (right, all) => `${right.toLocaleString('fa')} از ${all.toLocaleString('fa')} درست است.`,
    verdicts: {
      right: 'درست است.',
      rounded: 'درست است، اما زیادی گرد شده.',
      convention: 'با قراردادی دیگر.',
      'follow-through': 'با مقدار پیشین خودتان درست است.',
      unreadable: 'این خوانده نشد.',
      wrong: 'هنوز نه.',
    },
    conventions: {
      index: 'اندیس‌ها',
      fromTo: '(از، به)',
      hidden: 'واحدهای پنهان',
      noBias: 'بدون بایاس.',
      output: 'خروجی‌ها',
      error: 'خطاها',
      loss: 'زیان',
      gradient: 'گرادیان',
      forwardWeights: 'همهٔ گرادیان‌ها با وزن‌های گذر پیش‌رو حساب می‌شوند.',
      step: 'گام',
      newWeight: 'وزن تازه',
      corner: 'شیب ReLU',
    },
  },

  teacher: {},

  refusals: {},
};
