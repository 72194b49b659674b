import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Tests without a page: `unit` runs pure code; `integration` starts the built server, child processes and real files; `postgres` does on a PostgreSQL. */
export default defineConfig({
  root,
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    // A deadline, not a proof: a busy machine takes several times as long as a quiet one.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A style sheet that is read as text is that text; none is drawn.
          css: { include: [/\?raw$/] },
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          // Pure code, and what a file changes of the world it puts back: a world of its own for each costs as much again.
          isolate: false,
          // They run beside the server's build: a busy machine is no hang.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/chaos/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file starts servers of its own, on free ports and in folders of its own; two cores carry two.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['tests/postgres/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
})
