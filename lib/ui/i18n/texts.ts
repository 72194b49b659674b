import type { Language } from '@/lib/domain/languages'
import en from './en.json' with { type: 'json' }
import ms from './ms.json' with { type: 'json' }
import ta from './ta.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

/** The texts of the screens in each language; English says which there are. */
export const TEXTS = { en, ms, zh, ta } satisfies Readonly<Record<Language, object>>
