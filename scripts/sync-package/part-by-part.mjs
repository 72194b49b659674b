import { readFile } from 'node:fs/promises'

/** A call that begins with Zod or with a schema: it makes another schema and does nothing else. */
const SCHEMA_MADE = /(?<![\w.$])(?=(?:z|\w+Schema)\s*\.\w)/g

/**
 * Zod's two ways of being imported are the same to a program; of the second a bundler leaves out what is not used. So it does
 * with the schemas, once it is told that making one changes nothing.
 */
export const partByPart = {
  name: 'part-by-part',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]lib[\\/](domain|sync)[\\/].*\.tsx?$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8')
      const contents = code
        .replace("import { z } from 'zod'", "import * as z from 'zod'")
        .replaceAll(SCHEMA_MADE, '/* @__PURE__ */ ')
      return { contents, loader: path.endsWith('.tsx') ? 'tsx' : 'ts' }
    })
  },
}
