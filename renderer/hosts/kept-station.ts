import { z } from 'zod'
import { type DocumentKind, memberSchema } from '@/lib/domain'
import { type Snapshot, snapshotSchema } from '@/lib/sync/car-wash/wire'
import { type KeptPicture, PictureStore } from '@/lib/sync/journal/picture-store'
import { formatEventId } from '@/lib/sync/protocol'
import { KeptCatalogue } from './kept-catalogue'
import { SESSION_MARK } from './shell-names'

/** A picture older than this opens no station any more, milliseconds: what waits since then is for a person to look at. */
const OPENS_FOR_MS = 24 * 60 * 60 * 1_000

/** What the server says, with the documents, to the page of a person who is signed in. */
const pageSchema = z.object({
  tenantId: z.string(),
  role: z.enum(['admin', 'staff']),
  account: z.string(),
  person: z.object({ name: z.string(), site: z.string() }),
  people: z.record(z.string(), z.string()),
  team: z.array(memberSchema).readonly().default([]),
})
export type StationPage = z.infer<typeof pageSchema>

/** With it, the mark of the session that it was drawn in. */
const keptPageSchema = pageSchema.extend({ mark: z.string() })

export interface KeptStation extends StationPage {
  readonly snapshot: Snapshot
  /** ISO 8601; when the documents were last known to be current. */
  readonly currentAt: string
}

const ownerOf = ({ account, tenantId }: Pick<StationPage, 'account' | 'tenantId'>) => `${account} ${tenantId}`

/** The one picture this browser keeps; made at first use, for the server has no IndexedDB. */
let store: PictureStore | null = null
export function pictureStore(): PictureStore {
  store ??= new PictureStore()
  return store
}

/** The server has drawn the station for this person: from here on this browser keeps it, and nobody else's. */
export function keepStation(page: StationPage): void {
  void pictureStore().claim(ownerOf(page), { ...pageSchema.parse(page), mark: sessionMark() })
}

/**
 * The station as this browser last had it; `null` where nobody is signed in here.
 *
 * @param now milliseconds since 1970
 */
export async function keptStation(now: number): Promise<KeptStation | null> {
  const picture = await pictureStore().read()
  if (!picture) return null
  const page = keptPageSchema.safeParse(picture.page)
  if (!page.success || picture.owner !== ownerOf(page.data)) return null
  const { mark, ...station } = page.data
  // Somebody has signed in or out since: whoever sits here need not be who it was.
  const ended = mark !== sessionMark()
  if (ended || now - Date.parse(picture.currentAt) > OPENS_FOR_MS) {
    await forgetStation()
    return null
  }
  const snapshot = snapshotSchema.safeParse(snapshotOf(picture))
  // What another release wrote and this one cannot read whole would be no picture.
  return snapshot.success ? { ...station, snapshot: snapshot.data, currentAt: picture.currentAt } : null
}

/** Empty where nobody has signed in since this server has such marks. */
function sessionMark(): string {
  const entry = document.cookie.split('; ').find((text) => text.startsWith(`${SESSION_MARK}=`))
  return entry?.slice(SESSION_MARK.length + 1) ?? ''
}

function snapshotOf({ documents, cursor }: KeptPicture): object {
  const { epoch, seq } = cursor
  const all = (kind: DocumentKind) => documents.filter((each) => each.kind === kind).map(({ document }) => document)
  const lists = { orders: all('order'), queues: all('queue'), bays: all('bay'), jobs: all('job') }
  return { epoch, head: seq, lastEventId: formatEventId({ epoch, seq }), ...lists }
}

/** Removes what is kept of whoever was signed in here, or of this account alone. What waits to be sent stays. */
export async function forgetStation(of?: Pick<StationPage, 'account' | 'tenantId'>): Promise<void> {
  await pictureStore().forget(of && ownerOf(of))
  KeptCatalogue.forget()
}
