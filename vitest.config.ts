import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Time in the tests is virtual; the limit only ends what hangs, however busy the machine is.
  test: { include: ['test/**/*.test.ts'], exclude: ['test/browser/**'], testTimeout: 60_000 },
});
