import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import type { PrinterPlace, PrintTrouble } from '@/preload/printing'
import { ASK_DONE, ASK_STATE, heard, isDone, stateAnswer, troubleOf } from './esc-pos'

/** `printed`; or nothing of it was sent, and it may be tried again; or the line broke, and nobody knows. */
export type Sent =
  | { readonly kind: 'printed' }
  | { readonly kind: 'not_begun'; readonly trouble: PrintTrouble }
  | { readonly kind: 'cut_off'; readonly trouble: PrintTrouble }

/** Milliseconds. */
export interface Patience {
  readonly connect: number
  /** For a printer that says how it is; many never do. */
  readonly state: number
  /** Until it has printed all of it. */
  readonly print: number
}

const PATIENCE: Patience = { connect: 5_000, state: 800, print: 30_000 }

/**
 * Hands a job to a printer. `begin` is called before the first byte of it leaves: from then on it is never known for sure
 * that nothing was printed, unless the printer or an orderly end of the line says that all was.
 */
export function sendToPrinter(
  place: PrinterPlace,
  bytes: Buffer,
  begin: () => void,
  patience: Patience = PATIENCE,
): Promise<Sent> {
  return place.kind === 'network'
    ? byNetwork(place, bytes, begin, patience)
    : byCable(place.path, bytes, begin, patience)
}

async function byNetwork(
  { host, port }: { readonly host: string; readonly port: number },
  bytes: Buffer,
  begin: () => void,
  patience: Patience,
): Promise<Sent> {
  const line = new Line(connect({ host, port }))
  try {
    if (!(await line.until(() => line.isOpen, patience.connect))) return { kind: 'not_begun', trouble: 'unreachable' }
    line.socket.write(ASK_STATE)
    const answer = await line.until(() => stateAnswer(line.received), patience.state)
    if (line.isGone) return { kind: 'not_begun', trouble: 'unreachable' }
    const trouble = answer && troubleOf(answer)
    if (trouble) return { kind: 'not_begun', trouble }
    begin()
    line.socket.write(bytes)
    return answer ? await saidToBeDone(line, patience) : await takenToTheEnd(line, patience)
  } finally {
    line.socket.destroy()
  }
}

/** A printer that talks says itself when all is on paper; one that does not is asked what keeps it. */
async function saidToBeDone(line: Line, patience: Patience): Promise<Sent> {
  line.forget()
  line.socket.write(ASK_DONE)
  if (await line.until(() => isDone(line.received), patience.print)) return { kind: 'printed' }
  line.forget()
  if (!line.isGone) line.socket.write(ASK_STATE)
  const answer = await line.until(() => stateAnswer(line.received), patience.state)
  return { kind: 'cut_off', trouble: (answer && troubleOf(answer)) ?? 'cut_off' }
}

/** One that is silent has taken everything once it closes the line in its turn. */
async function takenToTheEnd(line: Line, patience: Patience): Promise<Sent> {
  line.socket.end()
  await line.until(() => line.isGone, patience.print)
  return line.isGone && !line.hasFailed ? { kind: 'printed' } : { kind: 'cut_off', trouble: 'cut_off' }
}

/** The file of a printer on a cable says nothing of its paper: the system's driver takes the bytes, or keeps them waiting. */
async function byCable(path: string, bytes: Buffer, begin: () => void, patience: Patience): Promise<Sent> {
  const file = await open(path, constants.O_WRONLY).catch(() => null)
  if (!file) return { kind: 'not_begun', trouble: 'unreachable' }
  begin()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Sent>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'cut_off', trouble: 'cut_off' }), patience.print)
  })
  const written = file
    .writeFile(bytes)
    .then((): Sent => ({ kind: 'printed' }))
    .catch((): Sent => ({ kind: 'cut_off', trouble: 'cut_off' }))
  written.finally(() => file.close().catch(() => undefined))
  return Promise.race([written, late]).finally(() => clearTimeout(timer))
}

/** A connection, what has come back over it, and whether it still stands. */
class Line {
  readonly socket: Socket
  isOpen = false
  isGone = false
  hasFailed = false
  received: readonly number[] = []
  #changed: () => void = () => undefined

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('connect', () => this.#set({ isOpen: true }))
    socket.on('data', (chunk) => this.#set({ received: heard(this.received, chunk) }))
    socket.on('error', () => this.#set({ hasFailed: true }))
    socket.on('close', () => this.#set({ isGone: true }))
  }

  forget(): void {
    this.received = []
  }

  /** Resolves with what `look` finds; with `null` once the line is gone or the time is over. */
  until<T>(look: () => T | null | false, ms: number): Promise<T | null> {
    return new Promise((resolve) => {
      const end = (found: T | null) => {
        clearTimeout(timer)
        this.#changed = () => undefined
        resolve(found)
      }
      const timer = setTimeout(() => end(null), ms)
      this.#changed = () => {
        const found = look()
        if (found) end(found)
        else if (this.isGone) end(null)
      }
      this.#changed()
    })
  }

  #set(change: Partial<Pick<Line, 'isOpen' | 'isGone' | 'hasFailed' | 'received'>>): void {
    Object.assign(this, change)
    this.#changed()
  }
}
