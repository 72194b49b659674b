import { constants, crc32, deflateRawSync } from 'node:zlib'

/**
 * Gzip for many readers of the same frames. Each frame is deflated on its own and flushed to a byte boundary; one behind the
 * other the pieces form one valid stream, so that all readers get the same bytes and no reader needs a compressor of its own.
 */
export const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])

/** As far back as a piece can refer, in bytes. */
export const WINDOW = 32 * 1024

/** @param before the last bytes, uncompressed, of every stream that the piece will be written to; none: it fits any stream */
export function deflatePiece(plain: Buffer, before?: Buffer): Buffer {
  return deflateRawSync(plain, { finishFlush: constants.Z_SYNC_FLUSH, level: 6, ...(before && { dictionary: before }) })
}

/** `deflatePiece` without compressing: a block of the bytes as they are. For no more than 65,535 of them. */
export function storedPiece(plain: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt16LE(plain.length, 1)
  head.writeUInt16LE(0xffff - plain.length, 3)
  return Buffer.concat([head, plain])
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
