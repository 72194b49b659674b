import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * A text file of about `maxBytes`; full ones become `.1`, `.2` … up to `kept`, older ones are overwritten. While somebody
 * holds a file that should be moved (Windows), lines go on into the same one, up to twice `maxBytes`; then they are lost.
 */
export class RotatingLog {
  readonly #path: string
  readonly #maxBytes: number
  readonly #kept: number
  #size: number
  /** Size at which moving is tried next, bytes. */
  #turnAt: number

  constructor(path: string, maxBytes = 5 * 1024 * 1024, kept = 3) {
    this.#path = path
    this.#maxBytes = maxBytes
    this.#kept = kept
    this.#turnAt = maxBytes
    mkdirSync(dirname(path), { recursive: true })
    this.#size = existsSync(path) ? statSync(path).size : 0
  }

  append(text: string): void {
    const bytes = Buffer.byteLength(text)
    if (this.#size > 0 && this.#size + bytes > this.#turnAt) this.#turn()
    if (this.#size > 0 && this.#size + bytes > 2 * this.#maxBytes) return
    appendFileSync(this.#path, text, { mode: 0o600 })
    this.#size += bytes
  }

  /** The newest whole lines, oldest first: of at most the last `bytes` of the file. */
  tail(bytes = 32 * 1024): readonly string[] {
    if (!existsSync(this.#path)) return []
    const from = Math.max(0, statSync(this.#path).size - bytes)
    const file = openSync(this.#path, 'r')
    try {
      const buffer = Buffer.alloc(bytes)
      const read = readSync(file, buffer, 0, bytes, from)
      const lines = buffer.toString('utf8', 0, read).split('\n')
      return lines.slice(from > 0 ? 1 : 0).filter((line) => line !== '')
    } finally {
      closeSync(file)
    }
  }

  #turn(): void {
    try {
      this.#rotate()
      this.#turnAt = this.#maxBytes
    } catch {
      this.#turnAt = Math.min(this.#size + this.#maxBytes / 4, 2 * this.#maxBytes)
    }
  }

  #rotate(): void {
    for (let age = this.#kept - 1; age >= 0; age -= 1) {
      const from = age === 0 ? this.#path : `${this.#path}.${age}`
      if (existsSync(from)) renameSync(from, `${this.#path}.${age + 1}`)
    }
    this.#size = 0
  }
}
