'use strict'

/**
 * Chromium cannot be taught a scheme over CDP, so `app://host/path` becomes `https://host.app.stand-in.invalid/path`
 * for it, and back for the application. `.invalid` never resolves: what is not intercepted fails.
 */
const SUFFIX = '.stand-in.invalid'

/** Schemes with a handler or registered as privileged. @type {Set<string>} */
const schemes = new Set()

const SPLIT = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is

function appToChromium(url) {
  const [, scheme, host, rest] = SPLIT.exec(url) ?? []
  if (!scheme || !schemes.has(scheme.toLowerCase())) return url
  return `https://${host}.${scheme.toLowerCase()}${SUFFIX}${rest}`
}

function chromiumToApp(url) {
  const [, , host, rest] = SPLIT.exec(url) ?? []
  if (!host?.endsWith(SUFFIX)) return url
  const name = host.slice(0, -SUFFIX.length)
  const dot = name.lastIndexOf('.')
  return `${name.slice(dot + 1)}://${name.slice(0, dot)}${rest}`
}

const schemeOf = (url) => SPLIT.exec(url)?.[1]?.toLowerCase()

/** The origin as Electron writes it, which knows the registered schemes where `URL` answers `null`. */
function originOf(url) {
  const [, scheme, host] = SPLIT.exec(url) ?? []
  if (scheme && schemes.has(scheme.toLowerCase())) return `${scheme}://${host}`
  return URL.canParse(url) ? new URL(url).origin : 'null'
}

/** Rewrites `app:` and `app://host` in a policy to what Chromium sees. */
function policyToChromium(policy) {
  return policy.replace(/\b([a-z][a-z0-9+.-]*):(\/\/[^\s/;,]+)?(?=[\s/;,]|$)/gi, (whole, scheme, host) => {
    if (!schemes.has(scheme.toLowerCase())) return whole
    return host ? appToChromium(whole) : `https://*.${scheme.toLowerCase()}${SUFFIX}`
  })
}

module.exports = { SUFFIX, schemes, appToChromium, chromiumToApp, schemeOf, originOf, policyToChromium }
