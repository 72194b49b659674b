import { z } from 'zod'
import { readJsonFile, writeFileAtomically } from '../settings/atomic-file'

/** More than anybody goes back over. */
const MOST_RAN = 50
/** How often the installation of a version may be begun and not got to. */
const MOST_LEFT = 3

const versionSchema = z.string().max(64)
const keptSchema = z.object({
  /** The installation that was last begun; until the version it was to bring has started. */
  begun: versionSchema.nullable(),
  /** What has run here, the newest run last. */
  ran: z.array(versionSchema),
  /** How often the installation of a version was begun and not got to, since it last was another version's. */
  left: z.object({ version: versionSchema, times: z.int().positive() }).nullable().default(null),
})
type Kept = z.infer<typeof keptSchema>

/** Which versions have been tried on this machine, on its disk: one that was freed of a version does not take it again by itself. */
export class TriedVersions {
  readonly #path: string
  #kept: Kept = { begun: null, ran: [], left: null }
  #begunBefore: string | null = null

  constructor(path: string) {
    this.#path = path
  }

  /**
   * This version has started. It is written down each time, which says that the next can be.
   * @returns whether it was installed for that, and starts for the first time
   * @throws where it cannot be written down
   */
  started(version: string): boolean {
    const found = readJsonFile(this.#path)
    if (found.kind === 'read') this.#kept = keptSchema.safeParse(found.value).data ?? this.#kept
    const { begun, ran, left } = this.#kept
    const isNew = begun === version
    const others = ran.filter((each) => each !== version)
    this.#keep({ begun: isNew ? null : begun, ran: [...others, version].slice(-MOST_RAN), left })
    return isNew
  }

  /** This version is about to be installed. @throws where it cannot be written down */
  begins(version: string): void {
    const { begun } = this.#kept
    this.#keep({ ...this.#kept, begun: version })
    this.#begunBefore = begun
  }

  /** This version was to be installed, and its installation not even tried. @throws where it cannot be written down */
  leaves(version: string): void {
    const { left } = this.#kept
    const times = left?.version === version ? left.times + 1 : 1
    this.#keep({ ...this.#kept, begun: this.#begunBefore, left: { version, times } })
  }

  /**
   * How a version that does not run now fared here; `null` where it was never tried. `failed`: its installation was begun, and it
   * did not start; `taken_back`: it has run; `not_reached`: closing for it ended too often before it was installed.
   */
  fate(version: string): 'failed' | 'taken_back' | 'not_reached' | null {
    const { begun, ran, left } = this.#kept
    if (begun === version) return 'failed'
    if (ran.includes(version)) return 'taken_back'
    return left?.version === version && left.times >= MOST_LEFT ? 'not_reached' : null
  }

  #keep(kept: Kept): void {
    writeFileAtomically(this.#path, JSON.stringify(kept))
    this.#kept = kept
  }
}
