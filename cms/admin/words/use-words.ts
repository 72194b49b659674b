'use client'

import { useTranslation } from '@payloadcms/ui'
import { type PanelText, sayInPanel } from './texts'

/** Says a text of the panel in the language it is looked at in. */
export function useWords(): (text: PanelText, params?: Readonly<Record<string, string | number>>) => string {
  const { i18n } = useTranslation()
  return (text, params) => sayInPanel(i18n.language, text, params)
}
