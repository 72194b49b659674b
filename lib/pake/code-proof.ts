import { randomBytes } from 'node:crypto'
import { type Agreed, Exchange, isSame, keyOf, proofOf, type Side } from './cpace'

/*
 * A new machine and a server prove to each other that they know the same six digits, and that they speak over the same
 * certificate. The digits themselves are never sent; with another certificate in between the two come to different keys, whatever
 * digits are known. The new machine begins. The server may have several codes waiting, and answers for each.
 */

/** Answers that a new machine looks at: each is a guess for a server that is none. */
export const MOST_OFFERS = 4
const SESSION_BYTES = 16
const NEW_MACHINE = Buffer.from('new machine')
const SERVER = Buffer.from('server')

/** How a new machine begins. Texts of base64url. */
export interface Opening {
  readonly session: string
  readonly share: string
}

/** The server's answer for one of its codes. */
export interface Offer {
  readonly share: string
  readonly proof: string
}

const bytes = (text: string) => Buffer.from(text, 'base64url')
const agreedOf = (code: string, fingerprint: string, session: Uint8Array): Agreed => ({
  password: Buffer.from(code),
  channel: Buffer.from(`AX Station pairing over ${fingerprint}`),
  session,
})

/** The new machine's side. @param fingerprint of the certificate it sees */
export class Approach {
  readonly opening: Opening
  readonly #exchange: Exchange
  readonly #session = randomBytes(SESSION_BYTES)
  readonly #own: Side

  constructor(code: string, fingerprint: string) {
    this.#exchange = new Exchange(agreedOf(code, fingerprint, this.#session))
    this.#own = { share: this.#exchange.share, name: NEW_MACHINE }
    this.opening = {
      session: this.#session.toString('base64url'),
      share: this.#exchange.share.toString('base64url'),
    }
  }

  /** What to prove oneself by to a server that has proved itself; `null` where it has not. */
  answer(offers: readonly Offer[]): string | null {
    for (const offer of offers.slice(0, MOST_OFFERS)) {
      const theirs: Side = { share: bytes(offer.share), name: SERVER }
      const met = this.#exchange.meet(theirs.share)
      if (!met) continue
      const key = keyOf(this.#session, met, this.#own, theirs)
      if (isSame(proofOf(this.#session, key, theirs), bytes(offer.proof)))
        return proofOf(this.#session, key, this.#own).toString('base64url')
    }
    return null
  }
}

/**
 * The server's side for one code.
 *
 * @param fingerprint of its own certificate
 * @returns the offer, and whether a proof is of somebody who knows the code; `null` for an opening that is none
 */
export function offerFor(code: string, fingerprint: string, opening: Opening) {
  const session = bytes(opening.session)
  const exchange = new Exchange(agreedOf(code, fingerprint, session))
  const theirs: Side = { share: bytes(opening.share), name: NEW_MACHINE }
  const own: Side = { share: exchange.share, name: SERVER }
  const met = exchange.meet(theirs.share)
  if (!met) return null
  const key = keyOf(session, met, theirs, own)
  const wanted = proofOf(session, key, theirs)
  const offer: Offer = {
    share: exchange.share.toString('base64url'),
    proof: proofOf(session, key, own).toString('base64url'),
  }
  return { offer, accepts: (proof: string) => isSame(wanted, bytes(proof)) }
}
