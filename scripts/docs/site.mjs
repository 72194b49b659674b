import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
/** The documentation of the library as a site of static pages. */
export const folder = join(root, 'dist/docs')
/** The declarations that its reference is made from. */
export const types = join(root, 'dist/docs-types')
