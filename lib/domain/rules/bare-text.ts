const OF_KEYBOARD = /^[ -~]*$/

/**
 * A plate or a telephone number as it is kept: with the letters, digits and signs of a keyboard, whatever it was copied from. Hyphens
 * and dashes of every kind are hyphens, spaces of every kind are spaces, wide letters and digits are plain ones.
 */
export const plainText = (text: string): string =>
  // Nearly all are, and a search looks at thousands.
  OF_KEYBOARD.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replace(/[\p{Pd}\u2212]/gu, '-')
        .replace(/\s/g, ' ')
        .replace(/[\u00ad\u200c\u200d]/g, '')

/** A plate, a name or a number as it is compared: `wxy 12-34` and `WXY1234` are the same. */
export const bareText = (text: string): string =>
  plainText(text)
    .replace(/[ .+-]/g, '')
    .toUpperCase()

/** The digits of a telephone number, in whatever they are written. */
export const digitsOf = (text: string): string => plainText(text).replace(/\D/g, '')

/** A telephone number as it is compared, however it was dialled: `012-345 6789` and `+60 (12) 345 6789` are the same. */
export const dialled = (text: string): string => digitsOf(text).replace(/^(?:60|0)+/, '')
