import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Pictures and typefaces are compressed in themselves. */
const TEXTS = new Set(['.js', '.css', '.svg'])

/** Of a megabyte this takes a fifth of a second; the most there is takes five times that, for a twelfth less. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** Lays beside each text in `folder` what it is when compressed, for those who take `br`, and for the others (cms/server/page-files.ts). */
export function compressTexts(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!TEXTS.has(path.extname(name))) continue
    const file = path.join(folder, name)
    const text = readFileSync(file)
    for (const [ending, compressed] of [
      ['.br', brotliCompressSync(text, BROTLI)],
      ['.gz', gzipSync(text, { level: constants.Z_BEST_COMPRESSION })],
    ]) {
      // Of a few lines it makes more.
      if (compressed.length < text.length) writeFileSync(file + ending, compressed)
    }
  }
}
