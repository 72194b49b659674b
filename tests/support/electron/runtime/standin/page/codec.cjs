'use strict'

/**
 * Values to text and back, close to the structured clone: cycles, dates, maps, typed arrays, errors. The same text of
 * this function runs in Node and in both worlds of a page, so it may use nothing from outside itself.
 * @param {{ fn?: (f: Function) => number, unfn?: (id: number) => Function, promise?: (p: Promise<unknown>) => number,
 *   unpromise?: (id: number) => Promise<unknown> }} hooks how functions and promises cross; without, they are refused
 */
function makeCodec(hooks) {
  const VIEWS = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  }
  const ERRORS = { TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError }
  const toBase64 = (bytes) => {
    let text = ''
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192))
    return btoa(text)
  }
  const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer
  const refuse = () => {
    throw new Error('An object could not be cloned.')
  }

  const encodePrimitive = (v) => {
    if (v === null || typeof v === 'string' || typeof v === 'boolean') return v
    if (typeof v === 'number')
      return Number.isFinite(v) && !Object.is(v, -0) ? v : ['n', Object.is(v, -0) ? '-0' : `${v}`]
    if (v === undefined) return ['u']
    if (typeof v === 'bigint') return ['i', `${v}`]
    if (typeof v === 'function') return hooks.fn ? ['f', hooks.fn(v)] : refuse()
    return refuse()
  }

  const encodeObject = (v, id, walk) => {
    const tag = Object.prototype.toString.call(v).slice(8, -1)
    if (Array.isArray(v)) return ['a', id, Array.from(v, walk)]
    if (tag === 'Date') return ['d', id, +v]
    if (tag === 'RegExp') return ['x', id, v.source, v.flags]
    if (tag === 'Map') return ['m', id, [...v].map(([k, x]) => [walk(k), walk(x)])]
    if (tag === 'Set') return ['s', id, [...v].map(walk)]
    if (tag === 'ArrayBuffer') return ['b', id, toBase64(new Uint8Array(v))]
    if (ArrayBuffer.isView(v)) {
      return ['t', id, VIEWS[tag] ? tag : 'Uint8Array', toBase64(new Uint8Array(v.buffer, v.byteOffset, v.byteLength))]
    }
    if (tag === 'Error' || v instanceof Error) return ['e', id, v.name, v.message, v.stack]
    const isNode = typeof Node === 'function' && v instanceof Node
    if (tag === 'Promise' || tag === 'WeakMap' || tag === 'WeakSet' || isNode) return refuse()
    return ['o', id, Object.keys(v).map((k) => [k, walk(v[k])])]
  }

  const encode = (root) => {
    const seen = new Map()
    const walk = (v) => {
      if (v === null || typeof v !== 'object') return encodePrimitive(v)
      if (seen.has(v)) return ['r', seen.get(v)]
      if (hooks.promise && typeof v.then === 'function') return ['p', hooks.promise(v)]
      const id = seen.size
      seen.set(v, id)
      return encodeObject(v, id, walk)
    }
    return JSON.stringify(walk(root))
  }

  const decodeError = (name, message, stack) => {
    const error = new (ERRORS[name] || Error)(message)
    error.name = name
    if (stack) error.stack = stack
    return error
  }

  const decode = (text) => {
    const known = []
    const keep = (id, value) => {
      known[id] = value
      return value
    }
    const read = {
      n: (value) => Number(value),
      u: () => undefined,
      i: (value) => BigInt(value),
      f: (id) => hooks.unfn(id),
      p: (id) => hooks.unpromise(id),
      r: (id) => known[id],
      d: (id, ms) => keep(id, new Date(ms)),
      x: (id, source, flags) => keep(id, new RegExp(source, flags)),
      b: (id, bytes) => keep(id, fromBase64(bytes)),
      t: (id, view, bytes) => keep(id, new VIEWS[view](fromBase64(bytes))),
      e: (id, ...parts) => keep(id, decodeError(...parts)),
      a: (id, items) => {
        const list = keep(id, [])
        for (const item of items) list.push(walk(item))
        return list
      },
      m: (id, pairs) => {
        const map = keep(id, new Map())
        for (const [k, v] of pairs) map.set(walk(k), walk(v))
        return map
      },
      s: (id, items) => {
        const set = keep(id, new Set())
        for (const item of items) set.add(walk(item))
        return set
      },
      o: (id, pairs) => {
        const object = keep(id, {})
        for (const [key, v] of pairs) {
          Object.defineProperty(object, key, { value: walk(v), enumerable: true, configurable: true, writable: true })
        }
        return object
      },
    }
    const walk = (v) => (Array.isArray(v) ? read[v[0]](...v.slice(1)) : v)
    return walk(JSON.parse(text))
  }

  return { encode, decode }
}

module.exports = { makeCodec }
