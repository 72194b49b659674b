import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js'
import { bytesToNumberLE } from '@noble/curves/utils.js'

/**
 * CPace, a balanced password-authenticated key exchange, as draft-irtf-cfrg-cpace has it for ristretto255 and SHA-512 with
 * an initiator and a responder. Two sides that know the same few digits come to the same key; one that guesses them has one guess
 * for each exchange, and whoever listens has none. The group is @noble/curves'; the draft's own vectors are in the tests.
 */

const NAME = Buffer.from('CPaceRistretto255')
/** Bytes that SHA-512 takes in at once. */
const HASH_BLOCK = 128

const { Point } = ristretto255
const sha512 = (...parts: Uint8Array[]) => createHash('sha512').update(Buffer.concat(parts)).digest()

/** Its length, then itself. Nothing here is longer than one byte of LEB128 tells. */
function counted(part: Uint8Array): Buffer {
  if (part.length > 127) throw new RangeError('A part of the exchange is longer than 127 bytes.')
  return Buffer.concat([Buffer.of(part.length), part])
}
const joined = (...parts: Uint8Array[]) => Buffer.concat(parts.map(counted))

/** What both sides have to agree on: the digits, over which channel, and for which exchange. */
export interface Agreed {
  readonly password: Uint8Array
  readonly channel: Uint8Array
  /** Chosen anew by who begins. */
  readonly session: Uint8Array
}

export interface Side {
  readonly share: Uint8Array
  readonly name: Uint8Array
}

/** The point that the digits lead to. */
export function generatorOf({ password, channel, session }: Agreed) {
  const padding = Buffer.alloc(Math.max(0, HASH_BLOCK - 1 - counted(password).length - counted(NAME).length))
  if (!ristretto255_hasher.deriveToCurve) throw new Error('The library has no map to ristretto255 any more.')
  return ristretto255_hasher.deriveToCurve(sha512(joined(NAME, password, padding, channel, session)))
}

/** One side of an exchange, good for one. */
export class Exchange {
  readonly share: Buffer
  readonly #secret: bigint

  /** @param random 32 bytes; given in tests alone */
  constructor(agreed: Agreed, random: Uint8Array = randomBytes(32)) {
    const bytes = Buffer.from(random)
    // Below the order of the group.
    bytes[31] = (bytes[31] ?? 0) & 0x0f
    this.#secret = bytesToNumberLE(bytes)
    this.share = Buffer.from(generatorOf(agreed).multiply(this.#secret).toBytes())
  }

  /** The point both sides come to; `null` for a share that is none. */
  meet(share: Uint8Array): Buffer | null {
    try {
      const point = Point.fromBytes(share).multiply(this.#secret)
      return point.is0() ? null : Buffer.from(point.toBytes())
    } catch {
      return null
    }
  }
}

/** The key of an exchange. @param met the point both sides came to */
export function keyOf(session: Uint8Array, met: Uint8Array, initiator: Side, responder: Side): Buffer {
  const transcript = Buffer.concat([joined(initiator.share, initiator.name), joined(responder.share, responder.name)])
  return sha512(joined(Buffer.concat([NAME, Buffer.from('_ISK')]), session, met), transcript)
}

/** What a side shows to the other to prove that it came to the same key. */
export function proofOf(session: Uint8Array, key: Uint8Array, { share, name }: Side): Buffer {
  const macKey = sha512(Buffer.from('CPaceMac'), session, key)
  return createHmac('sha512', macKey).update(joined(share, name)).digest()
}

export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)
