'use strict'

/** The Electron release whose interface the stand-in follows; the specification compares it with the installed package. */
exports.ELECTRON_VERSION = '45.4.1'
