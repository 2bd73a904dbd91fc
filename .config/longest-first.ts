import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They take longest though they are not largest: begun last, they would keep one core waiting. */
const longest = [
  'test/browser/every-page.test.ts',
  'test/browser/teacher-pages.test.ts',
  'test/web/student/every-exercise.test.ts',
  'test/start.test.ts',
  'test/web/student/secrets.test.ts',
  'test/web/permissions.test.ts',
  'test/exercise/seeds.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification): boolean =>
      longest.some((path) => moduleId.endsWith(path));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}
