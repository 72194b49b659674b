import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A database of this measurement alone. The configuration reads where it is once, as it is loaded: imported before that. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'ax-books-'))
export const FILE = join(FOLDER, 'ax-station.db')
process.env.DATABASE_URI = `file:${FILE}`
