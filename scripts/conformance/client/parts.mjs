import { connected, frame } from './scripted-server.mjs'

/** What cases are written with: events by their numbers, and the one that is written last. */

export const CONNECTED = { raw: connected() }
export const LAST = 9
export const last = { raw: frame(LAST) }
export const send = (...seqs) => ({ raw: seqs.map((seq) => frame(seq)).join('') })
/** One stream, whose frames are written in some way. */
export const framed = (name, act, told = [1, 2, 3]) => ({
  name: `frames: ${name}`,
  streams: [[CONNECTED, act, last]],
  told: [...told, LAST],
  cursors: [0],
})

export const five = [1, 2, 3, 4, 5]
export const rest = (from) => send(...five.slice(from))
