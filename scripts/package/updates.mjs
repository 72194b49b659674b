const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * What the builder is told of the address at which stations look for newer versions: the folder that the installers and
 * `latest*.yml` of a release are put into. Empty or unset: the station looks nowhere.
 *
 * @param {string | undefined} address `AX_UPDATE_URL`
 * @returns {string[]} arguments of electron-builder
 * @throws {Error} it is not https, nor on this machine
 */
export function updateArguments(address) {
  if (!address) return []
  const url = URL.canParse(address) ? new URL(address) : null
  const isPlain = url?.protocol === 'http:' && LOOPBACK.has(url.hostname)
  if (!url || (url.protocol !== 'https:' && !isPlain) || url.username || url.search || url.hash) {
    throw new Error(`${address} is no https address of a folder`)
  }
  return [
    '-c.publish.provider=generic',
    `-c.publish.url=${url.href.replace(/\/$/, '')}`,
    // Several parts of a file in one request are given by few servers, and by none of the stores behind GitHub's redirects.
    '--no-config.publish.useMultipleRangeRequest',
  ]
}
