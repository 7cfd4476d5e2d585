import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest of all, though its file is short. */
const longest = /\/e2e\/screens\.test\.ts$/;

/** Begins with what takes longest, so that nobody waits for it alone at the end. The rest as Vitest would. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = (file: TestSpecification) => longest.test(file.moduleId);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}
