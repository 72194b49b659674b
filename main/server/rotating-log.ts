import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A text file that never grows past `maxBytes`; full ones become `.1`, `.2` … up to `kept`, older ones are overwritten. */
export class RotatingLog {
  readonly #path: string
  readonly #maxBytes: number
  readonly #kept: number
  #size: number

  constructor(path: string, maxBytes = 5 * 1024 * 1024, kept = 3) {
    this.#path = path
    this.#maxBytes = maxBytes
    this.#kept = kept
    mkdirSync(dirname(path), { recursive: true })
    this.#size = existsSync(path) ? statSync(path).size : 0
  }

  append(text: string): void {
    const bytes = Buffer.byteLength(text)
    if (this.#size > 0 && this.#size + bytes > this.#maxBytes) this.#rotate()
    appendFileSync(this.#path, text, { mode: 0o600 })
    this.#size += bytes
  }

  #rotate(): void {
    for (let age = this.#kept - 1; age >= 0; age -= 1) {
      const from = age === 0 ? this.#path : `${this.#path}.${age}`
      if (existsSync(from)) renameSync(from, `${this.#path}.${age + 1}`)
    }
    this.#size = 0
  }
}
