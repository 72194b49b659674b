import { useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react'

export interface Store<S> {
  readonly subscribe: (listener: () => void) => () => void
  readonly getState: () => S
  readonly getServerState: () => S
}

/** How each field of a view is read from the state. Values must be the same object while nothing in them changed. */
export type Readers<S, V> = { readonly [K in keyof V]: (state: S) => V[K] }

/**
 * A view of a store whose fields are getters: a component re-renders only when a field it has read changed. Taking the
 * view apart (`const { events } = …`) reads a field; spreading it reads all. `readers` must not change between renders.
 */
export function useTracked<S, V extends object>(store: Store<S>, readers: Readers<S, V>): V {
  const tracker = useMemo(() => new Tracker<S, V>(store, readers), [store, readers])
  const state = useSyncExternalStore(store.subscribe, tracker.getSnapshot, tracker.getServerSnapshot)
  tracker.rendering = true
  useLayoutEffect(() => {
    tracker.rendering = false
  })
  return useMemo(() => tracker.view(state), [tracker, state])
}

class Tracker<S, V extends object> {
  readonly #store: Store<S>
  readonly #readers: Readers<S, V>
  readonly #read = new Set<keyof V>()
  /** While React renders, a field is that of the state being rendered; afterwards, in a handler, it is the present one. */
  rendering = true
  #last: S | null = null

  constructor(store: Store<S>, readers: Readers<S, V>) {
    this.#store = store
    this.#readers = readers
  }

  /** The last state as long as no field that was read differs in the present one. */
  readonly getSnapshot = (): S => {
    const next = this.#store.getState()
    const last = this.#last
    if (last !== null && (last === next || !this.#differs(last, next))) return last
    this.#last = next
    return next
  }

  readonly getServerSnapshot = (): S => this.#store.getServerState()

  view(state: S): V {
    const view = {} as V
    for (const key of Object.keys(this.#readers) as (keyof V)[]) {
      const get = () => {
        this.#read.add(key)
        return this.#readers[key](this.rendering ? state : this.#store.getState())
      }
      Object.defineProperty(view, key, { get, enumerable: true, configurable: true })
    }
    return view
  }

  #differs(last: S, next: S): boolean {
    for (const key of this.#read) if (!Object.is(this.#readers[key](last), this.#readers[key](next))) return true
    return false
  }
}

/** Remembers the last result of a function of one object: the same input gives the same output object. */
function remember<A extends object, B>(compute: (input: A) => B): (input: A) => B {
  const known = new WeakMap<A, B>()
  return (input) => {
    if (!known.has(input)) known.set(input, compute(input))
    return known.get(input) as B
  }
}

/** Like `remember`, but also keeps the earlier list while its elements are the same. */
/* @__NO_SIDE_EFFECTS__ */ export function rememberList<A extends object, E>(
  compute: (input: A) => readonly E[],
): (input: A) => readonly E[] {
  let last: readonly E[] = []
  return remember((input: A) => {
    const next = compute(input)
    if (next.length === last.length && next.every((element, at) => Object.is(element, last[at]))) return last
    last = next
    return next
  })
}

/** One value per component instance, made at its first render. */
export function useInstance<T>(make: () => T): T {
  return useState(make)[0]
}
