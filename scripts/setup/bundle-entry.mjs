import { build } from 'vite'

/**
 * Makes one CommonJS file of an entry of the front server; Next's own files are loaded from beside it, not bundled.
 *
 * @param {string} root
 * @param {{ entry: string, outDir: string, fileName: string }} what
 */
export const bundleEntry = (root, { entry, outDir, fileName }) =>
  build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': root } },
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: fileName } },
    },
  })
