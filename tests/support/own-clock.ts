import { afterEach, vi } from 'vitest'

// The unit tests of one worker share a world: a clock that one of them stopped would stand still for all after it.
afterEach(() => {
  vi.useRealTimers()
})
