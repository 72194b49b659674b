import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import tailwind from '@tailwindcss/vite'
import { build } from 'vite'
import { partByPartInVite } from '../sync-package/part-by-part.mjs'
import { writePages } from './pages.mjs'
import { folder, root, types } from './site.mjs'

/** Writes the site: its look, its typefaces, the examples that live, and the pages, all in one folder without folders. */

await build({
  root,
  base: './',
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  // As pages of others have it.
  plugins: [tailwind(), partByPartInVite],
  resolve: { alias: { zod: join(root, 'lib/small-zod/index.ts'), '@': root } },
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { live: join(root, 'docs/library/live.tsx'), site: join(root, 'docs/library/site.css') },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: ({ names }) => (names[0]?.endsWith('.css') ? '[name][extname]' : '[name]-[hash][extname]'),
      },
    },
  },
})
// What is left of a style sheet as a module.
for (const file of readdirSync(folder)) if (file === 'site.js') rmSync(join(folder, file))
writePages({ root, folder, types })
