import { framed, LAST } from './parts.mjs'
import { about, EPOCH, event, frame, heartbeat } from './scripted-server.mjs'

const raw = (name, text, told) => framed(name, { raw: text }, told)
const three = [1, 2, 3].map((seq) => frame(seq)).join('')
const cutInto = (bytes, text = three) => {
  const whole = Buffer.from(text)
  return Array.from({ length: Math.ceil(whole.length / bytes) }, (_, at) =>
    whole.subarray(at * bytes, (at + 1) * bytes),
  )
}
const lines = (seq, split) => {
  const told = event(seq)
  const data = split(JSON.stringify(told, null, 1))
  return `event: ${told.eventType}\nid: ${told.id}\n${data.map((line) => `data: ${line}\n`).join('')}\n`
}
const json = (seq, more) => JSON.stringify(event(seq, more))

/** How frames may be written, and how they may arrive. @type {import('./cases.mjs').ClientCase[]} */
export const framing = [
  raw('ended by LF', three),
  raw('ended by CR LF', three.replaceAll('\n', '\r\n')),
  raw('ended by CR', `${three.replaceAll('\n', '\r')}`),
  raw('ended by each in turn', frame(1) + frame(2).replaceAll('\n', '\r\n') + frame(3).replaceAll('\n', '\r')),
  raw('without a space after the colon', three.replaceAll(/^(event|id|data): /gm, '$1:')),
  raw('with comments between', `: hello\n\n${frame(1)}: there\n${frame(2)}:\n\n${frame(3)}`),
  raw('with a comment inside', three.replaceAll('\ndata', '\n: inside\ndata')),
  raw('with fields that nobody knows', three.replaceAll('\ndata', '\ncolour: red\ndata')),
  raw('with a field that has no colon', three.replaceAll('\ndata', '\nalone\ndata')),
  raw('with a time to wait', `retry: 10\n\n${three}`),
  raw(
    'with data first',
    [1, 2, 3].map((seq) => `data: ${json(seq)}\nevent: status_update\nid: event_${EPOCH}_${seq}\n\n`).join(''),
  ),
  raw(
    'with the id first',
    [1, 2, 3].map((seq) => `id: event_${EPOCH}_${seq}\nevent: status_update\ndata: ${json(seq)}\n\n`).join(''),
  ),
  raw('with more blank lines than needed', three.replaceAll('\n\n', '\n\n\n\n')),
  raw(
    'with data in two lines',
    [1, 2, 3]
      .map((seq) =>
        lines(seq, (text) =>
          [text.replaceAll('\n', ' ').replace(' "data"', '\n"data"')].flatMap((two) => two.split('\n')),
        ),
      )
      .join(''),
  ),
  raw('with data in many lines', [1, 2, 3].map((seq) => lines(seq, (text) => text.split('\n'))).join('')),
  raw('with an id alone between', `${frame(1)}id: event_${EPOCH}_2\n\n${frame(3)}`, [1, 3]),
  raw('with a heartbeat between', frame(1) + heartbeat() + frame(2) + heartbeat() + frame(3)),
  raw(
    'with a frame about the stream that nobody knows',
    frame(1) + about('weather', { rain: true }) + frame(2) + frame(3),
  ),
  raw('with a name but no data', `${frame(1)}event: status_update\n\n${frame(2)}${frame(3)}`),
  raw('with other scripts', frame(1, { note: '洗车 தேநீர் 🚗' }) + frame(2, { note: '\u2028' }) + frame(3)),
  raw(
    'with what looks like frames in the text',
    frame(1, { note: '\n\nevent: reset\ndata: {}\n\n' }) + frame(2) + frame(3),
  ),
  raw(
    'with long data',
    frame(1, { note: 'x'.repeat(1_900) }) + frame(2, { more: { filler: 'y'.repeat(150_000) } }) + frame(3),
  ),
  raw('with fields in an event that nobody knows', frame(1, { more: { later: { deep: [1] } } }) + frame(2) + frame(3)),
  raw(
    'two hundred at once',
    `${Array.from({ length: 8 }, (_, at) => frame(at + 1)).join('')}${': x\n\n'.repeat(200)}`,
    [1, 2, 3, 4, 5, 6, 7, 8],
  ),
  {
    ...raw('of a type that is not known yet', frame(1) + frame(2, { type: 'order_polished' }) + frame(3)),
    toldByName: [1, 3, LAST],
  },
  ...[1, 2, 3, 5, 7, 11, 64, 500].map((bytes) => framed(`in pieces of ${bytes} bytes`, { pieces: cutInto(bytes) })),
  framed('cut within a letter', { pieces: cutInto(1, frame(1, { note: '洗车🚗' })) }, [1]),
  framed('cut between CR and LF', { pieces: three.replaceAll('\n', '\r\n').split(/(?<=\r)(?=\n)/) }),
  framed('cut after each line', { pieces: three.split(/(?<=\n)/) }),
  framed('cut before each end of a line', { pieces: three.split(/(?=\n)/) }),
]
