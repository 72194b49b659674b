/** A server and the key this station has there. */
export interface ServerAccess {
  /** Origin, e.g. `http://127.0.0.1:3710`. */
  readonly url: string
  readonly key: string
  /** Fingerprint of the key by which alone it is known; `null` where its certificate is vouched for, or it speaks plain HTTP. */
  readonly pin?: string | null
}

/** Payload's form of an API key of the collection `stations`. */
export function authorization(key: string): Readonly<Record<string, string>> {
  return { Authorization: `stations API-Key ${key}` }
}
