import { existsSync } from 'node:fs'
import { say } from '../setup/say.mjs'
import { run } from './run.mjs'

/** Installs packages of Debian where this is one and we are root. @returns {boolean} whether they were installed */
export function installFromDebian(name, packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  say(`Installing ${packages.join(' and ')} for the tests …`)
  return (
    run(name, 'apt-get', ['update']) && run(name, 'apt-get', ['install', '-y', '--no-install-recommends', ...packages])
  )
}
