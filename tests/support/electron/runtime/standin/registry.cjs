'use strict'

/** Who exists. Apart from the classes, because the application, the windows and their pages all need to find each other. */
module.exports = {
  /** @type {Set<import('./browser-window.cjs').BrowserWindow>} */
  windows: new Set(),
  /** Web contents by Chromium's target id. @type {Map<string, import('./web-contents.cjs').WebContents>} */
  contents: new Map(),
  /** Running utility processes. @type {Set<import('./utility-process.cjs').UtilityProcess>} */
  utilities: new Set(),
  /** The browser, once it runs: `{ connection, child, line, version }`. */
  chromium: undefined,
  /** True from `app.exit` on: losses are expected now. */
  exiting: false,
}
