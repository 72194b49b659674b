import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The renderer alone in a browser on a site in memory: `vite --config renderer/dev/vite.config.ts`. */
export default defineConfig({
  root: here('.'),
  cacheDir: here('../../node_modules/.vite/renderer-dev'),
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': here('../..') } },
  build: { outDir: here('../../out/renderer-dev'), emptyOutDir: true },
})
