'use strict'

/** What `require('electron')` gives. Apart from its maker, so that Playwright's inspector context reaches it too. */
module.exports = globalThis[Symbol.for('electron.stand-in')]
