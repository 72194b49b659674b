/**
 * What a measure of a layout may miss by. Chromium lays out in sixty-fourths of a pixel, so that 56 may come out as
 * 55.99994; what it gives in whole pixels (`scrollWidth`, `clientWidth`) may be off by one.
 */
export const ROUNDING = { fraction: 0.1, whole: 1 } as const
