'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { unpackAsar } = require('./asar.cjs')
const { parseCommandLine } = require('./command-line.cjs')

const [executable, ...raw] = process.argv.slice(2)
const commandLine = parseCommandLine(raw)

function nearestPackage(folder) {
  for (let dir = folder; dir !== path.dirname(dir); dir = path.dirname(dir)) {
    if (fs.existsSync(path.join(dir, 'package.json'))) return dir
  }
  return folder
}

/** Finds the application: the one packed beside the executable, or the folder or file named on the command line. */
function locate() {
  const resources = path.join(path.dirname(executable), 'resources')
  const archive = path.join(resources, 'app.asar')
  const loose = path.join(resources, 'app')
  const packaged = fs.existsSync(archive) || fs.existsSync(loose)
  let folder = path.resolve(commandLine.positional[0] ?? '.')
  if (packaged) folder = fs.existsSync(archive) ? unpackAsar(archive) : loose
  let entry
  if (fs.statSync(folder).isFile()) {
    entry = folder
    folder = nearestPackage(path.dirname(folder))
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  entry ??= path.resolve(folder, manifest.main ?? 'index.js')
  return { resources, packaged, folder, entry, manifest }
}

/** `--version` needs no application, so the search waits until it is asked for. */
let found
const application = () => {
  found ??= locate()
  return found
}

module.exports = { executable, raw, commandLine, application }
