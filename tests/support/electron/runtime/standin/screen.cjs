'use strict'
const { strictEmitter } = require('./strict.cjs')

/** STANDIN_DISPLAYS: sizes from left to right, `1280x720,1920x1080`. Windows appear on none of them: they are numbers. */
const sizes = (process.env.STANDIN_DISPLAYS ?? '1280x720').split(',').map((text) => text.split('x').map(Number))

function displays() {
  let x = 0
  return sizes.map(([width, height], index) => {
    const bounds = { x, y: 0, width, height }
    x += width
    return {
      id: index + 1,
      label: `stand-in ${index + 1}`,
      bounds,
      workArea: { ...bounds },
      size: { width, height },
      workAreaSize: { width, height },
      scaleFactor: 1,
      rotation: 0,
      internal: false,
      touchSupport: 'unknown',
      displayFrequency: 60,
    }
  })
}

const contains = ({ bounds }, x) => x >= bounds.x && x < bounds.x + bounds.width

class Screen extends strictEmitter('screen', ['display-added', 'display-removed', 'display-metrics-changed']) {
  getAllDisplays() {
    return displays()
  }

  getPrimaryDisplay() {
    return displays()[0]
  }

  getDisplayNearestPoint({ x }) {
    return displays().find((display) => contains(display, x)) ?? this.getPrimaryDisplay()
  }

  getDisplayMatching({ x, width }) {
    return this.getDisplayNearestPoint({ x: x + Math.floor(width / 2) })
  }
}

module.exports = { screen: new Screen() }
