import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type Command, commandSchema } from '@/lib/domain'
import { withdrawnIn } from './withdrawn-mark'

const PIECE = 256 * 1024
/** Longest command looked for, bytes; one that SQLite has spread over several pages is not found. */
const LONGEST = 16 * 1024
/** How every command begins that this station has written. */
const BEGIN = Buffer.from('{"id":"')

/**
 * Commands whose text stands whole in the bytes of a database or its write-ahead log, oldest first by their own time; none
 * that the same bytes say was taken back.
 */
export function carveCommands(path: string): readonly Command[] {
  const found = new Map<string, Command>()
  const withdrawn = new Set<string>()
  for (const file of [path, `${path}-wal`]) {
    for (const piece of piecesOf(file)) {
      for (const command of commandsIn(piece)) found.set(command.id, command)
      for (const id of withdrawnIn(piece)) withdrawn.add(id)
    }
  }
  return [...found.values()].filter(({ id }) => !withdrawn.has(id)).sort((a, b) => a.issuedAt.localeCompare(b.issuedAt))
}

/** Overlapping by the longest command. A piece that the disk cannot give is left out. */
function* piecesOf(file: string): Generator<Buffer> {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch {
    return
  }
  try {
    const { size } = fstatSync(handle)
    for (let from = 0; from < size; from += PIECE) {
      const piece = Buffer.alloc(Math.min(PIECE + LONGEST, size - from))
      try {
        yield piece.subarray(0, readSync(handle, piece, 0, piece.length, from))
      } catch {
        // A bad sector.
      }
    }
  } finally {
    closeSync(handle)
  }
}

function* commandsIn(piece: Buffer): Generator<Command> {
  for (let at = piece.indexOf(BEGIN); at !== -1; at = piece.indexOf(BEGIN, at + 1)) {
    const end = endOfObject(piece, at)
    if (end === null) continue
    const parsed = commandSchema.safeParse(parsedJson(piece.toString('utf8', at, end)))
    if (parsed.success) yield parsed.data
  }
}

/** One past the brace that closes the object that begins at `from`. */
function endOfObject(bytes: Buffer, from: number): number | null {
  let depth = 0
  let quoted = false
  for (let at = from; at < Math.min(bytes.length, from + LONGEST); at += 1) {
    const byte = bytes[at]
    if (quoted) {
      if (byte === 0x5c) at += 1
      else if (byte === 0x22) quoted = false
    } else if (byte === 0x22) quoted = true
    else if (byte === 0x7b) depth += 1
    else if (byte === 0x7d) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return null
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
