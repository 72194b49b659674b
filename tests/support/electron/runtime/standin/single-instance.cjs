'use strict'
const fs = require('node:fs')
const path = require('node:path')

const NOTE = 'standin-second-'

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A lock file that holds a pid; a later instance leaves the first one a note in the same folder. */
class SingleInstance {
  /** @param {(note: { argv: string[], cwd: string, data: unknown }) => void} onSecond */
  constructor(onSecond) {
    this.onSecond = onSecond
    this.lock = undefined
    this.watcher = undefined
  }

  /** @returns {boolean} whether this process is the first one on the folder */
  request(folder, data) {
    if (this.lock) return true
    const lock = path.join(folder, 'standin-lock')
    for (;;) {
      try {
        fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
        this.lock = lock
        this.watcher = fs.watch(folder, () => this.readNotes(folder)).unref()
        this.readNotes(folder)
        return true
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      if (alive(readPid(lock))) {
        this.leaveNote(folder, data)
        return false
      }
      fs.rmSync(lock, { force: true })
    }
  }

  leaveNote(folder, data) {
    const draft = path.join(folder, `.standin-draft-${process.pid}`)
    fs.writeFileSync(draft, JSON.stringify({ argv: process.argv, cwd: process.cwd(), data }))
    fs.renameSync(draft, path.join(folder, NOTE + process.pid))
  }

  readNotes(folder) {
    for (const name of fs.readdirSync(folder)) {
      if (!name.startsWith(NOTE)) continue
      const note = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))
      fs.rmSync(path.join(folder, name))
      setImmediate(() => this.onSecond(note))
    }
  }

  release() {
    this.watcher?.close()
    if (this.lock) fs.rmSync(this.lock, { force: true })
    this.lock = undefined
  }
}

/** @returns the pid in the lock; NaN, which nobody has, for a lock that vanished meanwhile */
function readPid(lock) {
  try {
    return Number.parseInt(fs.readFileSync(lock, 'utf8'), 10)
  } catch {
    return Number.NaN
  }
}

module.exports = { SingleInstance }
