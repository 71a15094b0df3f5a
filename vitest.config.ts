import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The browser tests run by script/e2e, the long chaos run by script/chaos.
    exclude: [...configDefaults.exclude, 'dist/**', 'test/e2e/**', 'test/chaos/long*'],
    pool: 'forks',
    // All cores: most tests wait for a timer, a disk or Redis. By default one core is left idle.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
