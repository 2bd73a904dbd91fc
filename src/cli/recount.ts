/** chainmark recount COURSE: makes all counts of a course again from its attempts. Stop the server of an embedded database first. */
import { recountCourse } from '../classroom/recount-course.ts';
import { say } from '../language/language.ts';
import { findCourse } from '../store/courses.ts';
import type { Command } from './command.ts';
import type { WithClassroom } from './export.ts';

const sentences = say('en').terminal;

export const recountCommand = (withClassroom: WithClassroom): Command => ({
  summary: 'recount COURSE: makes the counts of a course (dashboard, skills) again from its attempts',
  run: async ([courseId, ...more], io) => {
    if (courseId === undefined || more.length > 0) {
      io.complain(sentences.recountNeedsCourse);
      return 1;
    }
    return withClassroom(async (classroom) => {
      if (!(await findCourse(classroom.store, courseId))) {
        io.complain(say('en').lms.command.noCourse(courseId));
        return 1;
      }
      const { students, assignments } = await recountCourse(classroom, courseId);
      io.print(sentences.recounted(`${students}`, `${assignments}`));
      return 0;
    });
  },
});
