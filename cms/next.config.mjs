import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withPayload } from '@payloadcms/next/withPayload'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '..')

/** Said by scripts/build-server.mjs. */
const PACKAGED = process.env.AX_PACKAGED === 'yes'

/** None of it draws a page; the scripts of pages bring their own zod. */
const IN_NODE_MODULES = [
  'payload',
  '@payloadcms/db-postgres',
  '@payloadcms/db-sqlite',
  '@payloadcms/drizzle',
  'rate-limiter-flexible',
  'zod',
]

/**
 * Payload asks for the colours that a browser prefers with every answer, upon which Chromium drops the first page it gets
 * and asks for it again. Only the panel is drawn by them.
 */
const forThePanelAlone = ({ headers, ...config }) => ({
  ...config,
  headers: async () => (await headers()).map((rule) => ({ ...rule, source: '/admin/:path*' })),
})

const config = (phase) =>
  withPayload({
    // A package brings what it needs of node_modules. A checkout has it: to copy and to bundle it is a third of its build.
    output: PACKAGED ? 'standalone' : undefined,
    serverExternalPackages: PACKAGED ? [] : IN_NODE_MODULES,
    // scripts/build-server.mjs moves the finished server out of here, so that a running one keeps its files.
    distDir: phase === PHASE_DEVELOPMENT_SERVER ? '.next/development/pages' : '.next/build',
    outputFileTracingRoot: root,
    // What the standalone server never loads; tracing would copy it because whole folders are reachable from the root.
    outputFileTracingExcludes: {
      '**/*': [
        'node_modules/electron/**',
        'node_modules/electron-*/**',
        'node_modules/node/**',
        'node_modules/typescript/**',
        'node_modules/@typescript/**',
        'node_modules/better-sqlite3/**',
        'node_modules/esbuild/**',
        'node_modules/@esbuild/**',
        // For pictures that a server makes smaller, and for styles that it compiles: it does neither.
        'node_modules/sharp/**',
        'node_modules/@img/**',
        'node_modules/sass/**',
        'node_modules/caniuse-lite/**',
        'node_modules/baseline-browser-mapping/**',
      ],
    },
    // Only a build that is made for MongoDB carries its driver (cms/database/index.ts): nobody else's should grow by it.
    env: { AX_CARRIES_MONGODB: process.env.AX_MONGODB === 'unproven' ? 'yes' : 'no' },
    poweredByHeader: false,
    images: { unoptimized: true },
    turbopack: { root },
    // Types are checked by the repository's own `tsc`, over every folder at once.
    typescript: { ignoreBuildErrors: true },
    experimental: {
      // Each page's code is read when the page is first asked for: all of it at once is half of what a start costs.
      preloadEntriesOnStart: false,
      useTypeScriptCli: true,
      // The quick build of a checkout (scripts/build-server.mjs) is started from the same machine: what makes files smaller
      // or a second build faster costs it more time than all the rest.
      turbopackFileSystemCacheForBuild: false,
      turbopackMinify: { server: false, client: true },
      turbopackSourceMaps: false,
      turbopackInputSourceMaps: false,
      turbopackScopeHoisting: false,
      turbopackInferModuleSideEffects: false,
      turbopackRemoveUnusedExports: false,
      turbopackRemoveUnusedImports: false,
    },
    webpack: (config, { dev }) => {
      // Reading what a build has kept on the disk costs as much as building anew, and writing it more than that.
      if (!dev) config.cache = false
      config.resolve.alias = {
        ...config.resolve.alias,
        '@payload-config': path.join(here, 'payload.config.ts'),
        '@': root,
      }
      return config
    },
  })

/** @param {string} phase which of Next's commands asks */
export default (phase) => forThePanelAlone(config(phase))
