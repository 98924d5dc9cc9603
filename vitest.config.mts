import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/client/suite/**', '**/node_modules/**'],
    testTimeout: 30_000,
    // Of the proofs, which measure pauses: more at once would make pauses of their own.
    maxConcurrency: 3,
  },
});
