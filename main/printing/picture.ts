interface Size {
  readonly width: number
  readonly height: number
}

/** Black and white: a bit a dot, the first one the highest; `width` is a multiple of eight. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rows: Buffer
}

/** Rows below the bar that belong to neither. */
const FRACTION = 2

/** Darker is black. Text stays crisp so; dithered, its edges would fray. */
const BLACK_BELOW = 160

/** How many pixels there are to a size in the screen's own points: twice as many each way on some screens, or half as many again. */
export function pixelSize(bytes: number, { width, height }: Size): Size | null {
  const guess = Math.round(width * Math.sqrt(bytes / 4 / (width * height)))
  const found = [guess, guess + 1, guess - 1].find((each) => each > 0 && bytes % (each * 4) === 0)
  return bytes === 0 || found === undefined ? null : { width: found, height: bytes / 4 / found }
}

/**
 * What a screen shows, as dots of the printer: pixels (four bytes each) are gathered into as many columns as the paper has,
 * since a screen may have one and a half or two to a dot.
 */
export function pictureOf(pixels: Buffer, size: Size, dots: number): Picture {
  const height = Math.round((size.height * dots) / size.width)
  const rows = Buffer.alloc((dots / 8) * height)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = span(y, height, size.height)
    for (let x = 0; x < dots; x++) {
      const [left, right] = span(x, dots, size.width)
      let light = 0
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          const at = (row * size.width + column) * 4
          light += (pixels[at] ?? 255) * 0.2 + (pixels[at + 1] ?? 255) * 0.6 + (pixels[at + 2] ?? 255) * 0.2
        }
      }
      if (light / ((bottom - top) * (right - left)) >= BLACK_BELOW) continue
      const byte = (y * dots + x) >> 3
      rows[byte] = (rows[byte] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return { width: dots, height, rows }
}

/** The picture without the black bar at its end; `null` where there is none, and so not all has been drawn yet. */
export function withoutEnd({ width, height, rows }: Picture): Picture | null {
  const perRow = width / 8
  const isBlack = (row: number) => rows.subarray(row * perRow, (row + 1) * perRow).every((byte) => byte === 0xff)
  let end = height
  // The page's height is no whole number of dots.
  while (end > Math.max(0, height - FRACTION) && !isBlack(end - 1)) end -= 1
  if (end === 0 || !isBlack(end - 1)) return null
  while (end > 0 && isBlack(end - 1)) end -= 1
  // A row of greys above it may have become black in part.
  const whole = Math.max(0, end - 1)
  return { width, height: whole, rows: rows.subarray(0, whole * perRow) }
}

function span(at: number, of: number, pixels: number): readonly [number, number] {
  const from = Math.floor((at * pixels) / of)
  return [from, Math.max(from + 1, Math.floor(((at + 1) * pixels) / of))]
}
