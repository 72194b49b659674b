'use strict'
const fs = require('node:fs')
const { strict } = require('./strict.cjs')

/** A PNG's size stands at a fixed place. */
function image(png) {
  const empty = png.length === 0
  return strict('NativeImage', {
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    isEmpty: () => empty,
    getSize: () => (empty ? { width: 0, height: 0 } : { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }),
  })
}

/** `nativeImage`, for PNG only. */
const nativeImage = strict('nativeImage', {
  createEmpty: () => image(Buffer.alloc(0)),
  createFromBuffer: (png) => image(png),
  createFromPath: (file) => image(fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0)),
})

module.exports = { nativeImage }
