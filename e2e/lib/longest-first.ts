import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, the longest first. Vitest goes by the size of a file where it has no times, and these are short. */
const longest = [
  'e2e/screens',
  'src/apps/hints',
  'src/apps/access-matrix',
  'channels-email/server/fetching',
  'customers/server/export',
  'src/apps/fuzz',
  'src/apps/logs',
  'notices/server/push',
  'notices/server/answers',
  'backup/server/drill',
  'channels-email/server/real-programs',
];

/** Begins with what takes longest, so that nobody waits for it alone at the end. The rest as Vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((path) => moduleId.endsWith(`/${path}.test.ts`));
      return at < 0 ? longest.length : at;
    };
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
