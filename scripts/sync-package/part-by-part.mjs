import { readFile } from 'node:fs/promises'

/** A call that begins with Zod or with a schema: it makes another schema and does nothing else. */
const SCHEMA_MADE = /(?<![\w.$])(?=(?:z|\w+Schema)\s*\.\w)/g

/**
 * Zod's two ways of being imported are the same to a program; of the second a bundler leaves out what is not used. So it does
 * with the schemas, once it is told that making one changes nothing.
 */
const inParts = (code) =>
  code.replace("import { z } from 'zod'", "import * as z from 'zod'").replaceAll(SCHEMA_MADE, '/* @__PURE__ */ ')

const SOURCES = /[\\/]lib[\\/](domain|sync)[\\/].*\.tsx?$/

/** For esbuild. */
export const partByPart = {
  name: 'part-by-part',
  setup(bundler) {
    bundler.onLoad({ filter: SOURCES }, async ({ path }) => {
      const contents = inParts(await readFile(path, 'utf8'))
      return { contents, loader: path.endsWith('.tsx') ? 'tsx' : 'ts' }
    })
  },
}

/** The same for Vite. */
export const partByPartInVite = {
  name: 'part-by-part',
  enforce: 'pre',
  transform: (code, id) => (SOURCES.test(id) ? { code: inParts(code), map: null } : null),
}
