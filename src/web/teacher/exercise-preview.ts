/** The pages of exercises for teachers: the ladder of all, and one from in front and from behind. */
import { createHash } from 'node:crypto';
import type { Definition } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Skill } from '../../mistakes/catalogue.ts';
import { skillName } from '../../mistakes/sentence.ts';
import type { Page } from '../page.ts';
import { type PageWork, pageBytes } from '../page-work.ts';
import { exercisePage } from '../student/exercise-page.ts';
import { measuredDraws, type Previewed, secretsView, studentModel } from './exercise-model.ts';

/** By level, the lowest first. */
export function ladderPage(locale: Locale, definitions: readonly Definition[]): Page {
  const words = say(locale).teacher;
  const levels = [...new Set(definitions.map(({ level }) => level))];
  return {
    template: 'teacher/exercises-page',
    title: words.preview,
    view: {
      words,
      levels: levels.map((level) => ({
        name: words.level(level),
        exercises: definitions.filter((each) => each.level === level).map((each) => entryView(each, locale)),
      })),
    },
  };
}

const entryView = ({ id, title, skills }: Definition, locale: Locale) => ({
  title: title[locale],
  href: `/teach/exercises/${id}`,
  skills: skills.map((skill) => skillName(skill as Skill, locale)).join(' · '),
});

/** Changes with the file, so that an open page knows when it is saved. */
export const versionOf = (definition: Definition): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);

function previewPage(previewed: Previewed): Page {
  const asStudent = exercisePage(studentModel(previewed));
  return {
    template: 'teacher/preview-page',
    title: asStudent.title,
    view: {
      student: asStudent.view,
      version: versionOf(previewed.definition),
      versionAt: `${previewed.address}/version`,
      ...secretsView(previewed),
    },
  };
}

export const previewWork: PageWork<Omit<Previewed, 'locale'>> = {
  at: import.meta.url,
  name: 'previewWork',
  sizeMs: () => measuredDraws.timeMs,
  run: async (_, { looks, ...previewed }) =>
    pageBytes(previewPage({ ...previewed, locale: looks.locale }), looks),
};
