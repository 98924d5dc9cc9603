import { defineConfig } from 'vitest/config';

const outside = ['test/client/suite/**', '**/node_modules/**'];
/** These measure pauses or memory: nothing runs beside them. */
const measuring = ['test/proof/**/*.test.ts', 'test/probes/**/*.test.ts', 'test/lsp/soak.test.ts'];

export default defineConfig({
  test: {
    // Only what hangs shall fail by these: a busy machine can be ten times as slow as a quiet one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Of the proofs, which measure pauses: more at once would make pauses of their own.
    maxConcurrency: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...outside, ...measuring],
          // Vitest leaves one core free, which is half of a small machine.
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'measuring',
          include: measuring,
          exclude: outside,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
