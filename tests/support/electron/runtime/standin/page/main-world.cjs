'use strict'

/**
 * Prepares the page's own world: a place for what the preload exposes, and `window.open` that asks the main process.
 * It always gives null, as Electron does for a refused window. May use nothing from outside itself.
 * @param {Function} makeBridge
 * @param {Function} makeCodec
 * @param {string} secret
 * @param {string} binding name of the global that leads to the main process; removed before the page can see it
 */
function prepareMainWorld(makeBridge, makeCodec, secret, binding) {
  makeBridge(makeCodec, secret, 'main', 'isolated', (key, value) => {
    if (Object.hasOwn(window, key)) {
      throw new Error('Cannot bind an API on top of an existing property on the window object')
    }
    Object.defineProperty(window, key, { value, enumerable: true })
  })

  const ask = globalThis[binding]
  delete globalThis[binding]
  const open = (url = '', frameName = '', features = '') => {
    ask(JSON.stringify({ url: new URL(url || 'about:blank', document.baseURI).href, frameName, features }))
    return null
  }
  window.open = open
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href][target]') : null
    if (!link || event.defaultPrevented || ['', '_self', '_top', '_parent'].includes(link.target)) return
    event.preventDefault()
    open(link.href, link.target)
  })
}

module.exports = { prepareMainWorld }
