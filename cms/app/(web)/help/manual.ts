import type { Language } from '@/lib/domain/languages'
import type { Picture } from './pictures'
import { english } from './texts/en'
import { malay } from './texts/ms'
import { tamil } from './texts/ta'
import { chinese } from './texts/zh'

/** Chapters in the order they are read; the name is also the anchor in the address. */
export const CHAPTERS = ['first', 'desk', 'till', 'bay', 'board', 'offline', 'places'] as const
export type Chapter = (typeof CHAPTERS)[number]

/** The manual in one language. */
export interface Manual {
  readonly intro: string
  readonly chapters: Readonly<Record<Chapter, { readonly title: string; readonly steps: readonly string[] }>>
  /** What each picture shows. */
  readonly pictures: Readonly<Record<Picture, string>>
}

export const MANUAL: Readonly<Record<Language, Manual>> = { en: english, ms: malay, zh: chinese, ta: tamil }
