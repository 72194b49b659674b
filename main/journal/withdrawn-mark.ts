/** How a file's bytes say that a command was taken back: its text may still stand somewhere in them. */
const BEGIN = 'withdrawn:'
const ID_LENGTH = 36

export const withdrawnMark = (id: string): string => `${BEGIN}${id}`

/** Ids of the commands that these bytes call taken back. */
export function* withdrawnIn(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf(BEGIN); at !== -1; at = bytes.indexOf(BEGIN, at + 1)) {
    yield bytes.toString('latin1', at + BEGIN.length, at + BEGIN.length + ID_LENGTH)
  }
}
