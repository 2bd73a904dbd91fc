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

  figure: {},

  student: {},

  teacher: {},

  refusals: {},
};
