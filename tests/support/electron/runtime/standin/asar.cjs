'use strict'
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

/** @returns the archive's table of contents and where the files' bytes begin */
function readHeader(bytes) {
  const length = bytes.readUInt32LE(12)
  return { root: JSON.parse(bytes.subarray(16, 16 + length).toString()), start: 8 + bytes.readUInt32LE(4) }
}

function writeTree(archive, bytes, target) {
  const { root, start } = readHeader(bytes)
  const walk = (node, relative) => {
    fs.mkdirSync(path.join(target, relative), { recursive: true })
    for (const [name, entry] of Object.entries(node.files)) {
      const inside = path.join(relative, name)
      const file = path.join(target, inside)
      if (entry.files) walk(entry, inside)
      else if (entry.link) fs.symlinkSync(path.relative(path.dirname(file), path.join(target, entry.link)), file)
      else if (entry.unpacked) fs.copyFileSync(path.join(`${archive}.unpacked`, inside), file)
      else {
        const from = start + Number(entry.offset)
        fs.writeFileSync(file, bytes.subarray(from, from + entry.size), { mode: entry.executable ? 0o755 : 0o644 })
      }
    }
  }
  walk(root, '')
}

/**
 * Plain Node cannot read inside `app.asar`, so the archive is laid out as files, once per build of it, with
 * `app.asar.unpacked` merged in and reachable under that name too.
 * @param {string} archive path of `app.asar`
 * @returns {string} a folder named `app.asar`
 */
function unpackAsar(archive) {
  const bytes = fs.readFileSync(archive)
  const key = createHash('sha256').update(archive).update(bytes).digest('hex').slice(0, 24)
  const home = path.join(os.tmpdir(), `standin-asar-${key}`)
  if (!fs.existsSync(home)) {
    // Under another name first: a launch at the same time, or one that is killed, must not leave half an archive.
    const draft = fs.mkdtempSync(`${home}-`)
    writeTree(archive, bytes, path.join(draft, 'app.asar'))
    fs.symlinkSync('app.asar', path.join(draft, 'app.asar.unpacked'))
    try {
      fs.renameSync(draft, home)
    } catch (error) {
      fs.rmSync(draft, { recursive: true, force: true })
      if (!fs.existsSync(home)) throw error
    }
  }
  return path.join(home, 'app.asar')
}

module.exports = { unpackAsar }
