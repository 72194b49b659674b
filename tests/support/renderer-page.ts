import path from 'node:path'
import { build, preview } from 'vite'

const CONFIG = path.resolve(import.meta.dirname, '../../renderer/dev/vite.config.ts')

/** Builds the renderer as for production into `outDir`; `minify: false` keeps the components' names. */
export async function buildRenderer(outDir: string, { minify }: { minify: boolean }): Promise<void> {
  const options = { outDir, emptyOutDir: true, minify, chunkSizeWarningLimit: 10_000 }
  // A test runner's own NODE_ENV would bring React's development build in.
  const environment = process.env as Record<string, string | undefined>
  const before = environment.NODE_ENV
  environment.NODE_ENV = 'production'
  try {
    await build({ configFile: CONFIG, mode: 'production', logLevel: 'error', build: options })
  } finally {
    environment.NODE_ENV = before
  }
}

export interface RendererPage {
  /** Address of the station on a site in memory; see renderer/dev/main.tsx for its query. */
  readonly url: string
  close(): Promise<void>
}

/** Serves what `buildRenderer` has put into `outDir`. */
export async function serveRenderer(outDir: string): Promise<RendererPage> {
  const server = await preview({
    configFile: CONFIG,
    logLevel: 'error',
    // The same files for as long as it lives: a browser neither asks for them twice nor compiles them twice.
    preview: { host: '127.0.0.1', port: 0, headers: { 'Cache-Control': 'max-age=3600, immutable' } },
    build: { outDir },
  })
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() }
}
