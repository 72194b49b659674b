import { build } from 'vite'

/**
 * Makes one script of the web station's service worker.
 *
 * @param {string} root
 * @param {{ entry: string, outDir: string, fileName: string }} what
 */
export const bundleWorker = (root, { entry, outDir, fileName }) =>
  build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: { '@': root } },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: fileName } },
    },
  })
