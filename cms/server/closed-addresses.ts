import type { IncomingMessage } from 'node:http'

interface Closed {
  readonly method?: string
  readonly path: RegExp
}

/**
 * Addresses of Payload that serve nobody here. They answer 404 before Next sees them: what no one needs cannot be misused.
 */
const CLOSED: readonly Closed[] = [
  // No mail is sent, so a password is set anew by an administrator; these would only let strangers start writes.
  { path: /^\/api\/[\w-]+\/(?:forgot-password|reset-password|verify)(?:\/|$)/ },
  { path: /^\/admin\/(?:forgot|reset|verify|[\w-]+\/verify)(?:\/|$)/ },
  // The first account is made at the first start; nothing locks an account (see sign-in-limits.ts).
  { path: /^\/api\/[\w-]+\/(?:first-register|unlock)(?:\/|$)/ },
  // Stations sign in with a key at every request and have no session.
  { path: /^\/api\/stations\/(?:login|logout|refresh-token|init)(?:\/|$)/ },
  // No collection keeps versions, and documents are not locked: each has a version that is compared instead.
  { path: /^\/api\/[\w-]+\/versions(?:\/|$)/ },
  { path: /^\/api\/payload-locked-documents(?:\/|$)/ },
  // Nobody's picture is resized here.
  { path: /^\/_next\/image(?:\/|$)/ },
]

export function isClosed({ method, url = '/' }: IncomingMessage): boolean {
  const path = normalised(url)
  // Next would end in an error of its own.
  if (path === null) return true
  return CLOSED.some((closed) => (closed.method ?? method) === method && closed.path.test(path))
}

/**
 * The path as Next and Payload will read it: without dot segments, decoded, no doubled slashes, small letters. `null` where
 * a percent sign stands for nothing.
 */
function normalised(url: string): string | null {
  // Not against a base: a path that begins with two slashes would be taken for a host.
  const parsed = URL.parse(`http://server${url.startsWith('/') ? '' : '/'}${url}`)
  const path = parsed?.pathname ?? url
  try {
    return decodeURIComponent(path)
      .replace(/\/{2,}/g, '/')
      .toLowerCase()
  } catch {
    return null
  }
}
