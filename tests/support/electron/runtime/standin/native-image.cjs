'use strict'
const fs = require('node:fs')
const zlib = require('node:zlib')
const { strict } = require('./strict.cjs')

/** A PNG's size stands at a fixed place. */
function image(png) {
  const empty = png.length === 0
  return strict('NativeImage', {
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    toBitmap: () => (empty ? Buffer.alloc(0) : bitmap(png)),
    isEmpty: () => empty,
    getSize: () => (empty ? { width: 0, height: 0 } : { width: png.readUInt32BE(16), height: png.readUInt32BE(20) }),
  })
}

/** Pixels as Electron has them: blue, green, red, opacity. Of Chromium's own PNGs alone: eight bits, not interlaced. */
function bitmap(png) {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = { 2: 3, 6: 4 }[png[25]]
  if (png[24] !== 8 || !channels || png[28] !== 0) throw new Error('stand-in: a PNG of another kind')
  const parts = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length))
  }
  const data = zlib.inflateSync(Buffer.concat(parts))
  const perRow = width * channels
  const pixels = Buffer.alloc(width * height * 4)
  let above = Buffer.alloc(perRow)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (perRow + 1)]
    const row = Buffer.from(data.subarray(y * (perRow + 1) + 1, (y + 1) * (perRow + 1)))
    for (let x = 0; x < perRow; x++)
      row[x] += predicted(filter, row[x - channels] ?? 0, above[x], above[x - channels] ?? 0)
    for (let x = 0; x < width; x++) {
      const [red, green, blue, opacity = 255] = row.subarray(x * channels, (x + 1) * channels)
      pixels.set([blue, green, red, opacity], (y * width + x) * 4)
    }
    above = row
  }
  return pixels
}

/** What a PNG's filter guesses a byte to be, from the ones to the left, above, and above to the left. */
function predicted(filter, left, above, corner) {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  const guess = left + above - corner
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((value) => Math.abs(guess - value))
  if (byLeft <= byAbove && byLeft <= byCorner) return left
  return byAbove <= byCorner ? above : corner
}

/** `nativeImage`, for PNG only. */
const nativeImage = strict('nativeImage', {
  createEmpty: () => image(Buffer.alloc(0)),
  createFromBuffer: (png) => image(png),
  createFromPath: (file) => image(fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0)),
})

module.exports = { nativeImage }
