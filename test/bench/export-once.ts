/**
 * One gradebook file in a process of its own: how long until its first byte and its last, how many bytes, and how far the
 * memory of the process rose above what it held before. `export-once.ts URL COURSE PROFILE`; prints JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { listExercises } from '../../src/classroom/find-exercise.ts';
import { profileIds } from '../../src/lms/profiles.ts';
import { readGrades } from '../../src/lms/read-grades.ts';
import { writeGradebook } from '../../src/lms/write-gradebook.ts';
import { listAssignments } from '../../src/store/assignments.ts';
import { openStore } from '../../src/store/database.ts';
import { definitions } from '../exercise/catalogue.ts';
import { opened } from '../store/test-store.ts';

const [url = '', courseId = '', format] = process.argv.slice(2);
const profile = profileIds.find((each) => each === format);
if (!profile) throw new Error(`no profile ${format}`);
const store = opened(await openStore({ kind: 'server', url, connections: 5 }));
const exercises = new Map(definitions.map((each) => [each.id, each]));
const classroom = { store, exercises, collections: [], now: () => new Date() };
const assignments = await listAssignments(store, courseId);
await listExercises(classroom, courseId);

/** The most that the process has held since it was last forgotten, in MB; Linux keeps count. */
const most = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
const forgetMost = (): void => writeFileSync('/proc/self/clear_refs', '5');

const place = { classId: 'c', categoryId: 'k', sessionId: 't', schoolId: 's', today: '2026-11-24' };
forgetMost();
const before = most();
const start = performance.now();
const sheet = await readGrades(classroom, { courseId, assignments, onTime: false, section: null });
let [firstMs, bytes] = [0, 0];
for await (const chunk of writeGradebook({ profile, scale: 'points', pointsPossible: 10, place }, sheet)) {
  firstMs ||= performance.now() - start;
  bytes += chunk.length;
}
const lastMs = performance.now() - start;
console.log(JSON.stringify({ firstMs, lastMs, kilobytes: bytes / 1000, before, rise: most() - before }));
await store.close();
