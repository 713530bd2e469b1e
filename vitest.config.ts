// The tests, by what they need. `unit` runs in Node beside the source and for what spans processes; `screen` renders
// components in a DOM; `window` drives the built window in Chromium; `desktop` drives the packaged application.
// Two cores: two files at a time, those with a browser when the quick ones are done. The packaged application has the screen to itself.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const browser = { testTimeout: 120_000, hookTimeout: 120_000 } as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{core,electron,server,scripts,tests,benchmarks}/**/*.test.ts'],
          exclude: ['tests/{window,desktop}/**', '**/node_modules/**'],
          // Long enough for a machine on which others work too: a test that hangs is found, one that waits its turn is not.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'screen',
          environment: 'jsdom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'window',
          environment: 'node',
          include: ['tests/window/**/*.test.ts'],
          ...browser,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'desktop',
          environment: 'node',
          include: ['tests/desktop/**/*.test.ts'],
          ...browser,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
