import { defineConfig } from 'vitest/config';
import { LongestFirst } from './e2e/lib/longest-first.ts';
import { language } from './scripts/language/plugins.mjs';

const server = {
  globalSetup: ['src/kernel/test/global-setup.ts'],
  setupFiles: ['src/kernel/test/light-passphrases.ts'],
  // A limit for what hangs, not for what is slow on a machine with other work: a mail may be read a minute later there.
  testTimeout: 120_000,
  // A set-up starts Heed and a browser; on a machine with other work that takes its time.
  hookTimeout: 120_000,
  // What is waited for comes when it comes; how fast is the benches' matter.
  expect: { poll: { timeout: 10_000 } },
  pool: 'forks' as const,
};

/**
 * Tests wait for the database as often as they work, so three keep two cores busy. A file has a database of its own; the
 * modules are read once for all of them.
 */
const side = { maxWorkers: 3, isolate: false };

/** `npm test` keeps for its run what was made of the sources, so that each project need not make it anew. */
const made = process.env.HEED_TEST_CACHE;

// unit: pure, no database. server: HTTP on a real PostgreSQL. faults: whole processes, held to the clock, so one at a time.
// browser: real Chromium, the journeys of every day. long: the fault and screen matrix, and the journeys of now and then.
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    ...(made ? { experimental: { fsModuleCache: true, fsModuleCachePath: made } } : {}),
    projects: [
      {
        plugins: [language()],
        test: {
          ...side,
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.mjs'],
          exclude: [
            'src/{foundation,contact,resolution,relationship,improvement,platform}/**/server/*.test.ts',
            'src/kernel/**/*.server.test.ts',
            'src/apps/**',
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...server,
          ...side,
          name: 'server',
          include: [
            'src/{foundation,contact,resolution,relationship,improvement,platform}/**/server/*.test.ts',
            'src/kernel/**/*.server.test.ts',
            'src/apps/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...server,
          name: 'faults',
          include: ['e2e/faults/*.test.ts'],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...server,
          ...side,
          // A browser works as hard as what it looks at.
          maxWorkers: 2,
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          exclude: ['e2e/long/**', 'e2e/wide/**', 'e2e/faults/**'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          ...server,
          name: 'long',
          include: ['e2e/{long,wide}/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
