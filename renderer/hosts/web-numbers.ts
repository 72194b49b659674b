import { type DBSchema, openDB } from 'idb'
import { formatProvisionalNumber, newStationCode } from '@/lib/domain'

const DATABASE = 'ax-station-numbers'
const OWN = 'own'
/** A database that has not answered by then is done without, milliseconds: somebody waits at the desk. */
const ANSWER_WITHIN = 3_000

interface Numbers {
  readonly code: string
  /** The last one given. */
  readonly count: number
}

interface NumbersDatabase extends DBSchema {
  numbers: { key: string; value: Numbers }
}

/** A database that did not answer is not asked again for so long, milliseconds: not every customer waits for it. */
const ASK_AGAIN_AFTER = 30_000
let notBefore = 0

/** Where this browser stores nothing: a code of this page alone, which no other page goes on with. */
let ofThisPage: Numbers | null = null

/**
 * The number this browser gives its next order. All its tabs and whoever signs in here count together, in IndexedDB: on
 * the disk before it is told, so that it is given once, whichever tab asks and whatever ends the browser.
 */
export async function nextWebNumber(): Promise<string> {
  const numbers = Date.now() < notBefore ? null : await Promise.race([countUp(), tooLate()]).catch(() => null)
  if (numbers) return formatProvisionalNumber(numbers.code, numbers.count)
  if (Date.now() >= notBefore) notBefore = Date.now() + ASK_AGAIN_AFTER
  ofThisPage = nextOf(ofThisPage)
  return formatProvisionalNumber(ofThisPage.code, ofThisPage.count)
}

const nextOf = (last: Numbers | null | undefined): Numbers =>
  last ? { code: last.code, count: last.count + 1 } : { code: newStationCode('W'), count: 1 }

async function countUp(): Promise<Numbers> {
  const db = await openDB<NumbersDatabase>(DATABASE, 1, {
    upgrade: (opened) => void opened.createObjectStore('numbers'),
  })
  try {
    const transaction = db.transaction('numbers', 'readwrite', { durability: 'strict' })
    const next = nextOf(await transaction.store.get(OWN))
    await transaction.store.put(next, OWN)
    await transaction.done
    return next
  } finally {
    db.close()
  }
}

const tooLate = () =>
  new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), ANSWER_WITHIN)
  })
