/**
 * Installs the browsers that tests with pages need, where they are missing, while the server is being built.
 *
 *   node scripts/test/browsers.mjs [--webkit]
 */
import { ensureChromium } from './chromium.mjs'
import { ensureWebkit } from './webkit.mjs'

ensureChromium()
if (process.argv.includes('--webkit')) ensureWebkit()
