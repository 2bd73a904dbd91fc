/** A process to be killed: records submissions as fast as it can, and prints the id of each one acknowledged. */
import { openStore } from '../../src/store/database.ts';
import { makeClass, makeVariant } from './sample.ts';
import { opened } from './test-store.ts';

const [kind, where = ''] = process.argv.slice(2);
const store = opened(
  await openStore(
    kind === 'server' ? { kind, url: where, connections: 5 } : { kind: 'embedded', folder: where },
  ),
);
const group = await makeClass(store, 160);
console.log(`course ${group.courseId} ${group.assignmentId}`);
const writers = Array.from({ length: 8 }, async (_, writer) => {
  for (let student = writer; student < 160; student += 8) {
    const submission = await makeVariant(store, group, student);
    const outcome = await store.attempts.record(submission);
    if (outcome.kind === 'recorded') process.stdout.write(`${submission.id}\n`);
  }
});
await Promise.all(writers);
