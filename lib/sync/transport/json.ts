/** Keys that could reach a prototype when an object is copied key by key; escapes may hide one. */
const SUSPICIOUS = /__proto__|\\u/

/** `JSON.parse` that leaves out `__proto__` keys. Throws `SyntaxError` like the original. */
export function parseJson(text: string): unknown {
  if (!SUSPICIOUS.test(text)) return JSON.parse(text)
  return JSON.parse(text, function dropPrototypeKeys(this: unknown, _key, value: unknown) {
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
      Reflect.deleteProperty(value, '__proto__')
    }
    return value
  })
}
