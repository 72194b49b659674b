import { z } from 'zod'
import { readJsonFile, setAside, writeFileAtomically } from './atomic-file'

/** Encrypts with a key the operating system keeps; `null` where it keeps none. */
export interface Cipher {
  encrypt(text: string): Buffer
  decrypt(sealed: Buffer): string
}

export const SECRET_NAMES = ['pairingKey', 'hostKey', 'pin', 'teamPins', 'admin', 'takenIn'] as const
export type SecretName = (typeof SECRET_NAMES)[number]

const fileSchema = z.object({
  version: z.literal(1),
  entries: z.partialRecord(z.enum(SECRET_NAMES), z.object({ scheme: z.enum(['os', 'file']), value: z.string() })),
})

type SecretsFile = z.infer<typeof fileSchema>

/**
 * Secrets in a file of their own, sealed by the operating system's keyring. On a machine without one they are guarded
 * by the file's permissions (0600) alone; `storage` says so, and the screen warns.
 */
export class Secrets {
  readonly storage: 'os' | 'file'
  readonly #path: string
  readonly #cipher: Cipher | null
  readonly #warn: (message: string) => void
  #file: SecretsFile

  constructor(options: { path: string; cipher: Cipher | null; warn: (message: string) => void; now?: () => number }) {
    this.#path = options.path
    this.#cipher = options.cipher
    this.#warn = options.warn
    this.storage = options.cipher ? 'os' : 'file'
    this.#file = this.#load(options.now ?? Date.now)
    if (options.cipher) this.#seal(options.cipher)
    else {
      options.warn('This machine has no keyring: secrets are kept in a file that only this account can read.')
    }
  }

  /** `null` when there is none or it cannot be unsealed (another account, a keyring that was reset). */
  read(name: SecretName): string | null {
    const entry = this.#file.entries[name]
    if (!entry) return null
    const bytes = Buffer.from(entry.value, 'base64')
    if (entry.scheme === 'file') return bytes.toString('utf8')
    if (!this.#cipher) return null
    try {
      return this.#cipher.decrypt(bytes)
    } catch {
      this.#warn(`The secret "${name}" cannot be unsealed on this machine; it has to be given again.`)
      return null
    }
  }

  /** A secret that is kept but cannot be unsealed: it counts neither as absent nor as free to be overwritten. */
  isSealed(name: SecretName): boolean {
    return this.#file.entries[name] !== undefined && this.read(name) === null
  }

  write(name: SecretName, value: string | null): void {
    const entries = { ...this.#file.entries }
    if (value === null) delete entries[name]
    else if (this.#cipher) entries[name] = { scheme: 'os', value: this.#cipher.encrypt(value).toString('base64') }
    else entries[name] = { scheme: 'file', value: Buffer.from(value, 'utf8').toString('base64') }
    this.#file = { version: 1, entries }
    writeFileAtomically(this.#path, JSON.stringify(this.#file), 0o600)
  }

  /** Seals what was kept before this machine had a keyring. */
  #seal(cipher: Cipher): void {
    const open = Object.entries(this.#file.entries).filter(([, entry]) => entry.scheme === 'file')
    if (open.length === 0) return
    try {
      const sealed = open.map(([name, { value }]) => {
        const text = Buffer.from(value, 'base64').toString('utf8')
        return [name, { scheme: 'os', value: cipher.encrypt(text).toString('base64') }] as const
      })
      const file: SecretsFile = { version: 1, entries: { ...this.#file.entries, ...Object.fromEntries(sealed) } }
      writeFileAtomically(this.#path, JSON.stringify(file), 0o600)
      this.#file = file
    } catch {
      this.#warn('The secrets of this station could not be sealed; they stay in a file only this account can read.')
    }
  }

  #load(now: () => number): SecretsFile {
    const found = readJsonFile(this.#path)
    if (found.kind === 'missing') return { version: 1, entries: {} }
    const parsed = fileSchema.safeParse(found.kind === 'read' ? found.value : undefined)
    if (parsed.success) return parsed.data
    const aside = setAside(this.#path, now())
    this.#warn(
      `The file of secrets was damaged and set aside as ${aside}; the pairing key and PIN have to be given again.`,
    )
    return { version: 1, entries: {} }
  }
}
