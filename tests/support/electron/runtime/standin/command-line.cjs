'use strict'

/**
 * Reads the command line as Electron does: Chromium switches anywhere, `-r` modules before the application's path.
 * @param {string[]} raw arguments without the executable
 */
function parseCommandLine(raw) {
  const modules = []
  const switches = new Map()
  const positional = []
  let inspect = false
  let devtools = false
  for (let i = 0; i < raw.length; i++) {
    const argument = raw[i]
    const beforeApp = positional.length === 0
    if (beforeApp && (argument === '-r' || argument === '--require')) modules.push(raw[++i])
    else if (beforeApp && argument.startsWith('--inspect')) inspect = true
    else if (argument.startsWith('--')) {
      const [, name, value] = /^--([^=]+)=?(.*)$/s.exec(argument) ?? []
      if (name === 'remote-debugging-port') devtools = true
      else if (name) switches.set(name, value)
    } else positional.push(argument)
  }
  return { modules, switches, positional, inspect, devtools }
}

module.exports = { parseCommandLine }
