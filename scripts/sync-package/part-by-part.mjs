import { readFile } from 'node:fs/promises'

/** Zod's two ways of being imported are the same to a program; of the second a bundler leaves out what is not used. */
export const partByPart = {
  name: 'part-by-part',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]lib[\\/](domain|sync)[\\/].*\.tsx?$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8')
      const contents = code.replace("import { z } from 'zod'", "import * as z from 'zod'")
      return { contents, loader: path.endsWith('.tsx') ? 'tsx' : 'ts' }
    })
  },
}
