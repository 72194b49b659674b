import fs from 'node:fs/promises'
import path from 'node:path'

/** A file of the library's documentation, as it is sent. */
export interface DocsFile {
  readonly type: string
  readonly body: Buffer
  /** Its name changes with what is in it. */
  readonly lasting: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

const LONGEST_NAME = 100
/** No folder and no name that begins with a dot: a name cannot lead out of the folder. */
const NAME = /^\w[\w-]*(?:\.[\w-]+)*$/

/** Finds files of the documentation by their names in `folder`, which `npm run docs` made; it may not be there. */
export function docsIn(folder: string): (name: string) => Promise<DocsFile | null> {
  return async (name) => {
    const type = TYPES[path.extname(name)]
    if (!type || name.length > LONGEST_NAME || !NAME.test(name)) return null
    try {
      return { type, body: await fs.readFile(path.join(folder, name)), lasting: type.startsWith('font/') }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }
}
