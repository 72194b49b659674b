import { useLayoutEffect } from 'react'
import { type Language, SPOKEN } from '@/lib/domain/languages'
import type { StationSettings } from '@/preload/contract'

const useBrowserLayoutEffect = typeof window === 'undefined' ? () => {} : useLayoutEffect

/** Puts theme, role and language on the document, where the tokens look for them; `system` follows the system. */
export function useTheme(theme: StationSettings['theme'], role: StationSettings['role'], language: Language): void {
  useBrowserLayoutEffect(() => {
    const root = document.documentElement
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const apply = () => {
      root.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
    }
    apply()
    root.dataset.role = role
    root.lang = SPOKEN[language].tag
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [theme, role, language])
}
