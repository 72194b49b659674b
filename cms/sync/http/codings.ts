import type { IncomingMessage } from 'node:http'

/** What makes a body smaller, by its name in HTTP. */
export type Coding = 'zstd' | 'br' | 'gzip'

const byName = (name: string) =>
  new RegExp(`(?:^|,)\\s*${name}\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[\\d.]+\\s*)?(?:,|$)`, 'i')

/** Whoever takes anything takes gzip. A quality of 0 is a refusal. */
const ACCEPTED: Readonly<Record<Coding, RegExp>> = {
  zstd: byName('zstd'),
  br: byName('br'),
  gzip: byName('(?:gzip|\\*)'),
}

export function accepts({ headers }: IncomingMessage, coding: Coding): boolean {
  return ACCEPTED[coding].test(String(headers['accept-encoding'] ?? ''))
}
