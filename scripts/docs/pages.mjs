import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { guidePages } from './guides.mjs'
import { pageOf } from './page.mjs'
import { referencePages } from './reference.mjs'

/** Writes all pages of the site. @param {{ root: string, folder: string, types: string }} places `types`: the declarations */
export function writePages({ root, folder, types }) {
  const pages = [...guidePages(root), ...referencePages(types)]
  for (const page of pages) writeFileSync(join(folder, page.file), pageOf(page, pages))
}
