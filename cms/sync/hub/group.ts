import type { View } from './filter'
import type { Frame } from './frame'
import { deflatePiece, WINDOW } from './gzip'
import type { Reader } from './reader'

/** How much of what the group was given somebody must have had for it to be of use to them, in bytes; most first. */
const SHORTER_WINDOWS = [8 * 1024, 2 * 1024]
/** Groups of views that ask for a part of what their audience sees: clients choose those. */
const MOST_FILTERED = 16

/**
 * The live streams of one view: all are given the same frames. Each frame is compressed against those before it, once for all
 * who have had them; whoever joined a moment ago has had fewer, and is given the piece made for that.
 */
export class Group {
  streams = 0
  /** How much it was given before the present frame, in bytes. */
  given = 0
  private before: Buffer = Buffer.alloc(0)
  private frame: Frame | undefined
  /** The present frame compressed, by how much is known before it. */
  private readonly pieces = new Map<number, Buffer>()

  constructor(
    readonly key: string,
    readonly view: View,
  ) {}

  /** Its view asks for a part of what its audience sees. */
  get isFiltered(): boolean {
    return this.view.bayId !== null || this.view.eventTypes !== null
  }

  /** This frame is the present one: all who are to have the last have been given it. */
  goOn(frame: Frame): void {
    if (this.frame) {
      const { plain } = this.frame
      this.given += plain.length
      this.before = Buffer.concat([this.before.subarray(-WINDOW), plain])
      this.pieces.clear()
    }
    this.frame = frame
  }

  /** The present frame for streams that end with the last `had` bytes the group was given. */
  piece(had: number): Buffer {
    const frame = this.frame as Frame
    const most = Math.min(this.before.length, WINDOW)
    const known = had >= most ? most : (SHORTER_WINDOWS.find((bytes) => had >= bytes) ?? 0)
    if (known === 0) return frame.gzipped
    let piece = this.pieces.get(known)
    if (!piece) {
      piece = deflatePiece(frame.plain, this.before.subarray(-known))
      this.pieces.set(known, piece)
    }
    return piece
  }
}

/** A channel's groups. */
export class Groups {
  private readonly groups = new Map<string, Group>()

  /** The group of the view, with one stream more; `null` for a view that nobody is likely to share. */
  join(view: View): Group | null {
    const { audience, stageName, bayId, eventTypes, orderID } = view
    if (audience === 'customer' || orderID) return null
    const key = JSON.stringify([audience, stageName, bayId, eventTypes && [...eventTypes].sort()])
    const group = this.groups.get(key) ?? new Group(key, view)
    if (group.streams === 0) {
      const filtered = [...this.groups.values()].filter(({ isFiltered }) => isFiltered)
      if (group.isFiltered && filtered.length >= MOST_FILTERED) return null
      this.groups.set(key, group)
    }
    group.streams += 1
    return group
  }

  leave(group: Group | null): void {
    if (!group) return
    group.streams -= 1
    if (group.streams === 0) this.groups.delete(group.key)
  }
}

/** What the streams of each group are given next, made once for all of them. */
export class Round<Part extends { readonly frame: Frame }> {
  private readonly parts = new Map<Group, Part | null>()

  constructor(private readonly partOf: (view: View) => Part | null) {}

  /** Gives the reader its group's part; `null` when that has none. */
  give(reader: Reader, group: Group): Part | null {
    let part = this.parts.get(group)
    if (part === undefined) {
      part = this.partOf(group.view)
      this.parts.set(group, part)
      if (part) group.goOn(part.frame)
    }
    if (part) reader.share(group, part.frame)
    return part
  }
}
