/** Exporting grades: what is asked for, and what will be in the file. */
import { type Catalogue, type Locale, say } from '../../language/language.ts';
import type { Warning } from '../../lms/grade-sheet.ts';
import type { GradebookPreview } from '../../lms/preview-gradebook.ts';
import { profileIds } from '../../lms/profiles.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Course } from '../../store/courses.ts';
import type { Page } from '../page.ts';
import { addressQuery, type ExportQuery } from './export-order.ts';

export interface ExportModel {
  readonly locale: Locale;
  readonly course: Course;
  readonly assignments: readonly Assignment[];
  readonly sections: readonly string[];
  readonly query: ExportQuery;
  /** Null before a file is asked for. */
  readonly preview: GradebookPreview | null;
}

export function exportPage({ locale, course, assignments, sections, query, preview }: ExportModel): Page {
  const words = say(locale).lms;
  const gradebook = `/teach/courses/${course.id}/gradebook`;
  const address = `${gradebook}/export`;
  const { format = 'canvas', scale, points, late, classId, categoryId, sessionId, schoolId } = query;
  const wanted = new Set(query.assignment);
  return {
    template: 'teacher/export-page',
    title: words.exportGrades,
    view: {
      words,
      course: { text: course.title, href: `/teach/courses/${course.id}` },
      gradebook,
      address,
      formats: profileIds.map((id) => ({ id, name: words.formats[id], chosen: id === format })),
      assignments: assignments.map(({ id, title }) => ({
        id,
        title,
        chosen: wanted.size === 0 || wanted.has(id),
      })),
      scales: (['points', 'percent'] as const).map((id) => ({ id, name: words[id], chosen: id === scale })),
      sections: sections.map((name) => ({ name, chosen: name === query.section })),
      points,
      lateness: [
        { id: 'with', name: words.lateCosts, chosen: late === 'with' },
        { id: 'without', name: words.lateFree, chosen: late === 'without' },
      ],
      place: Object.entries({ classId, categoryId, sessionId, schoolId }).map(([id, value]) => ({
        id,
        value,
        name: words[id as 'classId' | 'categoryId' | 'sessionId' | 'schoolId'],
      })),
      preview: preview && { ...previewView(preview, words), file: `${address}/file?${addressQuery(query)}` },
    },
  };
}

function previewView({ header, firstRows, rowCount, warnings }: GradebookPreview, words: Catalogue['lms']) {
  return {
    titles: header[0] ?? [],
    rows: [...header.slice(1), ...firstRows],
    count: words.rowsShown(firstRows.length, rowCount),
    empty: rowCount === 0,
    warnings: warningViews(warnings, words),
  };
}

const mostNamed = 20;

/** One sentence for each kind of warning, with whom or what it is about. */
export function warningViews(warnings: readonly Warning[], words: Catalogue['lms']) {
  const kinds = [...new Set(warnings.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const about = warnings.flatMap((warning) => (warning.kind === kind ? aboutOf(warning, words) : []));
    return {
      sentence: words.warnings[kind],
      about: about.slice(0, mostNamed),
      more: about.length > mostNamed ? words.more(about.length - mostNamed) : '',
    };
  });
}

function aboutOf(warning: Warning, { keys }: Catalogue['lms']): readonly string[] {
  if ('student' in warning) return [warning.student];
  if (warning.kind === 'title-changed') return [`“${warning.from}” → “${warning.to}”`];
  if (warning.kind === 'percent-instead') return [`${warning.most}`];
  return warning.kind === 'map-by' ? [keys[warning.by]] : [];
}
