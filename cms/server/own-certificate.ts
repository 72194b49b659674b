import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** Name of the key's file in the data directory. */
export const OWN_KEY = 'tls-key.pem'

const DAY_MS = 24 * 60 * 60_000
const VALID_DAYS = 10 * 365

/** With what a server speaks TLS to the stations of its site. */
export interface OwnCertificate {
  /** PEM. */
  readonly key: string
  readonly cert: string
  /** Of its public key: what a station remembers, whatever certificate is around the key. */
  readonly fingerprint: string
}

/**
 * A certificate of the server's own. Its key is made at the first start and kept, readable by this account alone; the certificate
 * around it is made anew at each start, so it never runs out and says nothing that was true once.
 *
 * @throws when the key that is kept cannot be read
 */
export function ownCertificate(dataDir: string, now = new Date()): OwnCertificate {
  const key = ownKey(path.join(dataDir, OWN_KEY))
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return {
    key: String(key.export({ type: 'pkcs8', format: 'pem' })),
    cert: pem(certificateOf(key, publicKey, now)),
    fingerprint: createHash('sha256').update(publicKey).digest('base64url'),
  }
}

function ownKey(file: string): KeyObject {
  try {
    return createPrivateKey(fs.readFileSync(file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  // Whole or not at all: half a key would be none for ever.
  const unfinished = `${file}.unfinished`
  fs.writeFileSync(unfinished, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true })
  fs.renameSync(unfinished, file)
  return privateKey
}

/** Tags of DER (X.690). */
const SEQUENCE = 0x30
const SET = 0x31
const INTEGER = 0x02
const BIT_STRING = 0x03
const OBJECT_ID = 0x06
const UTF8 = 0x0c
const UTC_TIME = 0x17
const GENERAL_TIME = 0x18

function tlv(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

/** ecdsa-with-SHA256, 1.2.840.10045.4.3.2. */
const ALGORITHM = tlv(SEQUENCE, tlv(OBJECT_ID, Buffer.from('2a8648ce3d040302', 'hex')))
/** CN=AX Station. */
const COMMON_NAME = tlv(OBJECT_ID, Buffer.from('550403', 'hex'))
const NAME = tlv(SEQUENCE, tlv(SET, tlv(SEQUENCE, COMMON_NAME, tlv(UTF8, Buffer.from('AX Station')))))

/** Signed by itself, of X.509's first version: nobody asks it for more than its key. */
function certificateOf(key: KeyObject, publicKey: Buffer, now: Date): Buffer {
  const serial = randomBytes(16)
  // Positive, and as short as it can be written.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const validity = tlv(SEQUENCE, time(now.getTime() - DAY_MS), time(now.getTime() + VALID_DAYS * DAY_MS))
  const content = tlv(SEQUENCE, tlv(INTEGER, serial), ALGORITHM, NAME, validity, NAME, publicKey)
  return tlv(SEQUENCE, content, ALGORITHM, tlv(BIT_STRING, Buffer.of(0), sign('sha256', content, key)))
}

/** X.509 has years up to 2049 in two digits, later ones in four. */
function time(at: number): Buffer {
  const digits = `${new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`
  return digits < '2050' ? tlv(UTC_TIME, Buffer.from(digits.slice(2))) : tlv(GENERAL_TIME, Buffer.from(digits))
}

const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
