import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** About 0.2 s and 32 MB a try on a small machine; a PIN has few digits, so the cost is what slows a guesser with the file. */
const COST: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>> = { N: 32_768, r: 8, p: 3 }
const KEY_BYTES = 32

function derive(pin: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, { ...cost, maxmem: 128 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** `scrypt$N$r$p$salt$key`, so that the cost can rise later without losing a PIN. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(pin, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$')
}

function partsOf(hash: string) {
  const [scheme, N, r, p, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return null
  const expected = Buffer.from(key, 'base64')
  if (expected.length !== KEY_BYTES) return null
  return { expected, salt: Buffer.from(salt, 'base64'), cost: { N: Number(N), r: Number(r), p: Number(p) } }
}

/** Whether a PIN can be compared with it at all. */
export const isPinHash = (hash: string): boolean => partsOf(hash) !== null

/** Compares in constant time. A hash that cannot be read matches nothing. @throws where it takes more memory than there is */
export async function verifyPin(pin: string, hash: string): Promise<boolean> {
  const parts = partsOf(hash)
  return parts !== null && timingSafeEqual(await derive(pin, parts.salt, parts.cost), parts.expected)
}
