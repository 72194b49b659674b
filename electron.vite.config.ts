import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname
const alias = { '@': root }

/** The native module stays outside the bundle; everything else goes in, so that a package carries no node_modules. */
const NATIVE = ['better-sqlite3']

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: resolve(root, 'out/main'),
      externalizeDeps: false,
      rollupOptions: {
        // What is loaded later is an entry of its own: it imports nothing of the first, which begins the program where it is evaluated.
        input: { index: resolve(root, 'main/index.ts'), updater: resolve(root, 'main/updates/updater.ts') },
        external: ['electron', ...NATIVE],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: resolve(root, 'out/preload'),
      externalizeDeps: false,
      // A sandboxed window loads its preload as CommonJS; under "type": "module" only `.cjs` is that.
      rollupOptions: {
        input: { index: resolve(root, 'preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: '/',
    resolve: { alias },
    plugins: [react(), tailwindcss()],
    server: { host: '127.0.0.1', port: 5183 },
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The page's policy allows no `data:` scripts or styles; an inlined asset would be refused.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: resolve(root, 'renderer/index.html') } },
    },
  },
})
