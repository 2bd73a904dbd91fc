/** The gradebook: every mark of a course, and the same as a file for another system. */
import * as z from 'zod';
import { noteExport } from '../../../classroom/note-export.ts';
import { gradebookFile, gradebookPreview } from '../../../lms/export-gradebook.ts';
import type { GradebookOrder } from '../../../lms/gradebook-rows.ts';
import { type ProfileId, profileIds } from '../../../lms/profiles.ts';
import { fileKindOf } from '../../../lms/write-gradebook.ts';
import { type Assignment, listAssignments } from '../../../store/assignments.ts';
import { findCourse } from '../../../store/courses.ts';
import type { WebContext } from '../../server.ts';
import { endpoint, fileEndpoint } from '../endpoint.ts';
import { idAsked, line, list, paging } from '../fields.ts';
import { marksPage, pageOfMarks, studentMarks } from '../marks-page.ts';
import { Problem } from '../problem.ts';

export const gradebookSchemas = { StudentMarks: studentMarks };

const formats = z.enum(profileIds as readonly [ProfileId, ...ProfileId[]]);

const exportQuery = {
  format: formats,
  /** Several times for several; none: all of them. */
  assignment: z.union([z.array(idAsked).max(200), idAsked.transform((one) => [one])]).default([]),
  scale: z.enum(['points', 'percent']).default('points'),
  points: z.coerce.number().int().min(1).max(10_000).default(100),
  section: line(200).default(''),
  late: z.enum(['with', 'without']).default('with'),
  classId: line(200).default(''),
  categoryId: line(200).default(''),
  sessionId: line(200).default(''),
  schoolId: line(200).default(''),
};

const exportAsked = z.strictObject(exportQuery);

async function ordered(context: WebContext, courseId: string, query: z.output<typeof exportAsked>) {
  const all = await listAssignments(context.store, courseId);
  const unknown = query.assignment.some((asked) => !all.some((each) => each.id === asked));
  if (unknown) throw new Problem(422, 'unknownAssignment');
  const chosen =
    query.assignment.length === 0 ? all : all.filter((each) => query.assignment.includes(each.id));
  if (chosen.length === 0) throw new Problem(409, 'noAssignments');
  const { format: profile, scale, points, classId, categoryId, sessionId, schoolId } = query;
  const today = context.now().toISOString().slice(0, 10);
  const place = { classId, categoryId, sessionId, schoolId, today };
  const order: GradebookOrder = { profile, scale, pointsPossible: points, place };
  const { late, section } = query;
  const grades = { courseId, assignments: chosen, onTime: late === 'without', section: section || null };
  return { order, chosen, grades };
}

async function nameOf({ store }: WebContext, courseId: string, chosen: readonly Assignment[]) {
  const title = chosen.length === 1 ? chosen[0]?.title : (await findCourse(store, courseId))?.title;
  return (title ?? '').replace(/[^\p{L}\p{N} _-]/gu, '').trim() || 'grades';
}

const cells = list(list(z.union([z.string(), z.number(), z.null()])));

export const gradebookEndpoints = [
  endpoint({
    id: 'readGradebook',
    method: 'GET',
    path: '/courses/:courseId/gradebook',
    action: 'follow the class',
    query: z.strictObject(paging),
    answers: pageOfMarks,
    run: ({ elsewhere, param, query }) =>
      elsewhere(marksPage, { courseId: param('courseId'), paging: query }),
  }),
  endpoint({
    id: 'previewExport',
    method: 'GET',
    path: '/courses/:courseId/gradebook/preview',
    action: 'export grades',
    query: exportAsked,
    answers: z.object({
      header: cells,
      firstRows: cells,
      rowCount: z.number(),
      warnings: list(z.looseObject({ kind: z.string() })),
    }),
    run: async ({ context, elsewhere, param, query }) => {
      const { order, grades } = await ordered(context, param('courseId'), query);
      const preview = await elsewhere(gradebookPreview, { order, grades });
      return { ...preview, warnings: preview.warnings.map((warning) => ({ ...warning })) };
    },
  }),
  fileEndpoint({
    id: 'exportGradebook',
    method: 'GET',
    path: '/courses/:courseId/gradebook/file',
    action: 'export grades',
    query: exportAsked,
    files: [...new Set(profileIds.map((profile) => fileKindOf(profile).mediaType))],
    run: async ({ context, elsewhere, param, query, member }) => {
      const courseId = param('courseId');
      const { order, chosen, grades } = await ordered(context, courseId, query);
      const content = await elsewhere(gradebookFile, { order, grades });
      await noteExport(context, await member(), { file: 'gradebook', form: query.format });
      const { extension, mediaType } = fileKindOf(query.format);
      const name = `${await nameOf(context, courseId, chosen)} ${query.format}.${extension}`;
      return { name, mediaType, content };
    },
  }),
];
