import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { MAX_EVENT_LENGTH, MAX_PAGE_LIMIT } from '@/lib/sync/protocol'

const READING = {
  /** More than the events that a page may hold, bytes: what swells beyond it is no page. */
  maxOutputLength: MAX_PAGE_LIMIT * MAX_EVENT_LENGTH,
  /** A page in one piece: in the default's 16 KiB it takes half as long again. */
  chunkSize: 1024 * 1024,
}

/** How a body may be compressed, by its name in HTTP: what its bytes begin with, and how it is read. */
const CODINGS = {
  zstd: { begins: Buffer.of(0x28, 0xb5, 0x2f, 0xfd), read: zstdDecompressSync },
  gzip: { begins: Buffer.of(0x1f, 0x8b), read: gunzipSync },
} as const

/** What is asked for: the one that costs least first. */
export const ACCEPTED_CODINGS = Object.keys(CODINGS).join(', ')

/** The text in a body that is compressed in one of these ways. @throws Error where it is not, or not whole */
export function unpack(packed: Buffer): string {
  const coding = Object.values(CODINGS).find(({ begins }) => packed.subarray(0, begins.length).equals(begins))
  if (!coding) throw new Error('the body is compressed in a way that is not known')
  return coding.read(packed, READING).toString()
}
