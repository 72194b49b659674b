import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { SERVER_ENTRY } from './server'

/**
 * The built server once more as if it were another build: the same program under another build's name.
 *
 * @param lacking its styles have a new name, and are not there
 */
export function nextVersion(build: string, { lacking = false } = {}) {
  const cms = fs.realpathSync(path.dirname(SERVER_ENTRY))
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-version-'))
  const copy = path.join(folder, 'cms')
  fs.cpSync(cms, copy, { recursive: true, verbatimSymlinks: true })
  for (const name of fs.readdirSync(path.dirname(cms))) {
    if (name !== 'cms') fs.symlinkSync(path.join(path.dirname(cms), name), path.join(folder, name))
  }
  const pages = path.join(copy, '.next/build')
  fs.writeFileSync(path.join(pages, 'BUILD_ID'), build)
  if (lacking) loseStyles(pages)
  return { entry: path.join(copy, 'main.js'), remove: () => fs.rmSync(folder, { recursive: true, force: true }) }
}

function loseStyles(pages: string): void {
  const files = fs.readdirSync(pages, { recursive: true, encoding: 'utf8' })
  const styles = files.filter((file) => file.startsWith('static') && file.endsWith('.css')).map((f) => path.basename(f))
  for (const file of files.filter((name) => /^server.*\.(?:js|json)$/.test(name))) {
    const full = path.join(pages, file)
    if (!fs.statSync(full).isFile()) continue
    const text = fs.readFileSync(full, 'utf8')
    const renamed = styles.reduce((changed, style) => changed.replaceAll(style, `gone-${style}`), text)
    if (renamed !== text) fs.writeFileSync(full, renamed)
  }
}
