import type { Subscription } from '../sync-engine'

/** What one stream asks for; an absent field is no restriction. */
export type Filter = Subscription

/**
 * The smallest filter that one stream can ask for and that serves all subscriptions. A field on which they differ is
 * dropped, for a request names one order and one bay. No subscription at all is no restriction.
 */
export function unionFilter(subscriptions: readonly Subscription[]): Filter {
  const first = subscriptions[0]
  if (!first) return {}
  const shared = <K extends 'orderID' | 'bayId'>(key: K) =>
    subscriptions.every((each) => each[key] === first[key]) ? first[key] : undefined
  // A cursor belongs to one tenant's log, so the first subscription that names a tenant decides.
  const tenantId = subscriptions.find((each) => each.tenantId !== undefined)?.tenantId
  return withoutUndefined({
    orderID: shared('orderID'),
    eventTypes: unionTypes(subscriptions),
    bayId: shared('bayId'),
    tenantId,
  })
}

function unionTypes(subscriptions: readonly Subscription[]): readonly string[] | undefined {
  const types = new Set<string>()
  for (const { eventTypes } of subscriptions) {
    if (!eventTypes || eventTypes.length === 0) return undefined
    for (const type of eventTypes) types.add(type)
  }
  // Both are one event under two names; asked for together it comes under the first.
  if (types.has('stage_change')) types.delete('order_stage_change')
  return [...types].sort()
}

export function withoutUndefined(filter: { readonly [Field in keyof Filter]: Filter[Field] | undefined }): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** Asked of what `unionFilter` gives, whose fields and types stand in one order. */
export function sameFilter(a: Filter, b: Filter): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Whether the server leaves events out, so that a jump in the sequence is no hole. */
export function isFiltered(filter: Filter): boolean {
  return filter.orderID !== undefined || filter.bayId !== undefined || filter.eventTypes !== undefined
}
