import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { formatProvisionalNumber, newStationCode } from '@/lib/domain'
import { readJsonFile, setAside, writeFileAtomically } from './atomic-file'

const numbersSchema = z.object({
  code: z.string().regex(/^[A-Z][A-Z0-9]{1,7}$/),
  /** The last one given. */
  count: z.number().int().nonnegative().max(999_999_998),
})

/**
 * The numbers this station gives its orders, whichever server it follows. A file that cannot be read is put aside and
 * another code drawn: what was given before is not given again.
 */
export class OrderNumbers {
  readonly #path: string
  readonly #now: () => number

  constructor(path: string, now: () => number = Date.now) {
    this.#path = path
    this.#now = now
  }

  /** The next one, such as `D7K-0007`: on the disk before it is told. @throws where it cannot be kept */
  next(): string {
    const { code, count } = this.#last()
    const next = { code, count: count + 1 }
    writeFileAtomically(this.#path, JSON.stringify(next))
    keepDirectory(dirname(this.#path))
    return formatProvisionalNumber(next.code, next.count)
  }

  #last(): z.infer<typeof numbersSchema> {
    const found = readJsonFile(this.#path)
    const parsed = numbersSchema.safeParse(found.kind === 'read' ? found.value : undefined)
    if (parsed.success) return parsed.data
    if (found.kind !== 'missing') setAside(this.#path, this.#now())
    return { code: newStationCode('D'), count: 0 }
  }
}

/** A rename is on the disk once its directory is. */
function keepDirectory(path: string): void {
  try {
    const directory = openSync(path, 'r')
    try {
      fsyncSync(directory)
    } finally {
      closeSync(directory)
    }
  } catch {
    // Windows opens no directories: its own journal keeps the rename.
  }
}
