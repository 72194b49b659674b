/** Black and white: a bit a dot, the first one the highest; `width` is a multiple of eight. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rows: Buffer
}

/** Darker is black. Text stays crisp so; dithered, its edges would fray. */
const BLACK_BELOW = 160

/**
 * What a screen shows, as dots of the printer: pixels (four bytes each) are gathered into as many columns as the paper has,
 * since a screen may have one and a half or two to a dot.
 */
export function pictureOf(
  pixels: Buffer,
  size: { readonly width: number; readonly height: number },
  dots: number,
): Picture {
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

/** Whether not one dot is black: a page that has not been drawn yet. */
export function isBlank({ rows }: Picture): boolean {
  return rows.every((byte) => byte === 0)
}

function span(at: number, of: number, pixels: number): readonly [number, number] {
  const from = Math.floor((at * pixels) / of)
  return [from, Math.max(from + 1, Math.floor(((at + 1) * pixels) / of))]
}
