import type { LogEventType } from '@/lib/domain/events'
import { tellingOf } from '@/lib/domain/tellings'
import type { Audience } from '../../access/audiences'
import {
  DOCUMENT_KINDS,
  type DocumentKind,
  isWithin,
  sees,
  seesAllOf,
  seesEverything,
  visiblePaths,
} from '../../access/visible-fields'

/** An event's name and `data` as somebody reads it. */
interface Shown {
  readonly eventType: LogEventType
  /** Serialised. */
  readonly body: string
}

interface Body extends Record<string, unknown> {
  readonly changed?: readonly string[]
  readonly paths?: readonly string[]
  readonly handedOver?: true
}

/** Whether the audience may hear of events of this type at all; of some the name alone would tell a hidden field. */
export function hears(audience: Audience, eventType: LogEventType): boolean {
  const telling = tellingOf(eventType)
  return !telling?.byName || sees(audience, telling.kind, telling.byName)
}

/**
 * The event as the audience may see it; `null` when nothing of it is theirs to see. What they do see never depends on what
 * they do not: a change of hidden fields alone is not told, a change of both kinds is told as one of the visible ones.
 */
export function shownTo(audience: Audience, { eventType, body }: Shown): Shown | null {
  if (seesEverything(audience)) return { eventType, body }
  if (!hears(audience, eventType)) return null
  const data = JSON.parse(body) as Body
  const kind = DOCUMENT_KINDS.find((known) => data[known])
  const document = kind && reduceDocument(audience, kind, data[kind] as object)
  if (!kind || !document) return null
  // Those it was taken from hear that it is gone, and nobody else that it changed hands.
  if (data.handedOver) {
    return audience === 'customer' ? { eventType: 'order_deleted', body: JSON.stringify({ [kind]: document }) } : null
  }
  const paths = data.paths?.filter((path) => visiblePaths(audience, kind).includes(path))
  const changed = data.changed?.filter((field) =>
    paths ? paths.some((path) => isWithin(path, field)) : sees(audience, kind, field),
  )
  if (paths?.length === 0 || changed?.length === 0) return null
  const told = Object.entries(tellingOf(eventType)?.byData ?? {}).filter(([, field]) =>
    seesAllOf(audience, kind, field),
  )
  return {
    eventType,
    body: JSON.stringify({
      ...Object.fromEntries(told.map(([name]) => [name, data[name]])),
      ...(changed && { changed }),
      ...(paths && { paths }),
      [kind]: document,
    }),
  }
}

/** A public document as the audience may see it; `null` when it is not theirs to see at all. */
export function reduceDocument<Document extends object>(
  audience: Audience,
  kind: DocumentKind,
  document: Document,
): Partial<Document> | null {
  if (seesEverything(audience)) return document
  const tree = treeOf(audience, kind)
  return tree && (reduce(tree, document) as Partial<Document>)
}

/** The documents that are the audience's to see, each as it may see them. */
export const reduceDocuments = <Document extends object>(
  audience: Audience,
  kind: DocumentKind,
  documents: readonly Document[],
): Partial<Document>[] => documents.flatMap((document) => reduceDocument(audience, kind, document) ?? [])

/** What is kept of a document: the whole value, or of an object (or each of a list) the fields named. */
type Tree = { readonly [field: string]: Tree | true }

const trees = new Map<string, Tree | null>()

function treeOf(audience: Audience, kind: DocumentKind): Tree | null {
  const name = `${audience} ${kind}`
  let tree = trees.get(name)
  if (tree === undefined) {
    const paths = visiblePaths(audience, kind)
    tree = paths.length === 0 ? null : makeTree(paths.map((path) => path.split('.')))
    trees.set(name, tree)
  }
  return tree
}

function makeTree(paths: readonly string[][]): Tree {
  const fields = [...new Set(paths.map(([field]) => field as string))]
  return Object.fromEntries(
    fields.map((field) => {
      const below = paths.filter(([first]) => first === field).map(([, ...rest]) => rest)
      return [field, below.some((rest) => rest.length === 0) ? true : makeTree(below)]
    }),
  )
}

function reduce(tree: Tree, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => reduce(tree, entry))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(tree).filter(([field]) => Object.hasOwn(value, field))
  return Object.fromEntries(
    kept.map(([field, below]) => {
      const inner = (value as Record<string, unknown>)[field]
      return [field, below === true ? inner : reduce(below, inner)]
    }),
  )
}
