import { constants, crc32, deflateRawSync } from 'node:zlib'

/**
 * Gzip for many readers of the same frames. Each frame is deflated once, on its own (no reference to what came before),
 * and flushed to a byte boundary; the pieces in any order form one valid stream, so that every reader gets the same
 * bytes and no reader needs a compressor of its own.
 */
export const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])

export function deflatePiece(plain: Buffer): Buffer {
  return deflateRawSync(plain, { finishFlush: constants.Z_FULL_FLUSH, level: 6 })
}

/** What ends a gzip stream of which `crc` and `length` are the check value and size of the plain bytes. */
export function gzipTrailer(crc: number, length: number): Buffer {
  const trailer = Buffer.alloc(10)
  trailer[0] = 0x03
  trailer.writeUInt32LE(crc >>> 0, 2)
  trailer.writeUInt32LE(length >>> 0, 6)
  return trailer
}

export { crc32 }
