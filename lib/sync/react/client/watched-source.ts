import type { EventSourceFactory } from '../../ports/ports'

/** The same streams, with `heard` called after the engine has handled each thing they say. */
export function watched(factory: EventSourceFactory, heard: () => void): EventSourceFactory {
  return (url) => {
    const source = factory(url)
    return {
      get readyState() {
        return source.readyState
      },
      addEventListener(type, listener) {
        source.addEventListener(type, (event) => {
          listener(event)
          heard()
        })
      },
      close: () => source.close(),
    }
  }
}
