import { vi } from 'vitest'

/** A file's tests have our modules to themselves, as in a process of their own; what those stand on stays loaded. */
vi.resetModules()
