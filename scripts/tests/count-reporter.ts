// Counts what the tests did, from vitest's own results, into the file that JOBPORT_TEST_COUNTS names; with the reason of
// each test that was skipped. `npm test` prints the numbers as its last line.

import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export type Counts = {
  readonly passed: number;
  /** Tests that failed, files that could not be loaded, and errors outside any test. */
  readonly failed: number;
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
};

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const file = process.env['JOBPORT_TEST_COUNTS'];
    if (file === undefined) return;
    let passed = 0;
    let failed = unhandled.length;
    const skipped: { name: string; reason: string }[] = [];
    for (const testModule of modules) {
      failed += testModule.errors().length;
      for (const suite of testModule.children.allSuites()) failed += suite.errors().length;
      for (const test of testModule.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed') failed += 1;
        else {
          const reason = result.state === 'skipped' ? result.note : 'did not run';
          skipped.push({
            name: `${testModule.relativeModuleId} > ${test.fullName}`,
            reason: reason ?? 'no reason given',
          });
        }
      }
    }
    const counts: Counts = { passed, failed, skipped };
    writeFileSync(file, JSON.stringify(counts));
  }
}
