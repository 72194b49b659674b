'use strict'
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { commandLine, executable } = require('./application.cjs')

const inHome = (name) => () => path.join(os.homedir(), name)

/** The folders of `app.getPath`, on Linux's rules. */
class AppPaths {
  constructor(appName) {
    this.chosen = new Map()
    this.rules = {
      home: () => os.homedir(),
      appData: () => process.env.XDG_CONFIG_HOME ?? path.join(os.homedir(), '.config'),
      userData: () => commandLine.switches.get('user-data-dir') || path.join(this.get('appData'), appName()),
      sessionData: () => this.get('userData'),
      logs: () => path.join(this.get('userData'), 'logs'),
      crashDumps: () => path.join(this.get('userData'), 'Crashpad'),
      temp: () => os.tmpdir(),
      exe: () => executable,
      module: () => executable,
      desktop: inHome('Desktop'),
      documents: inHome('Documents'),
      downloads: inHome('Downloads'),
      music: inHome('Music'),
      pictures: inHome('Pictures'),
      videos: inHome('Videos'),
    }
  }

  get(name) {
    const rule = this.rules[name]
    if (!rule) throw new Error(`Failed to get '${name}' path`)
    const folder = path.resolve(this.chosen.get(name) ?? rule())
    if (name === 'userData') fs.mkdirSync(folder, { recursive: true })
    return folder
  }

  set(name, folder) {
    if (!this.rules[name]) throw new Error(`Failed to set path '${name}'`)
    this.chosen.set(name, folder)
  }
}

module.exports = { AppPaths }
