'use client'

import { useConfig, useDocumentInfo, useDocumentTitle, useTranslation } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { SiteTime } from './site/SiteTime'

/**
 * Beside a document's buttons: when it was changed, on the site's clock. A new one is called by what it will be, where
 * Payload writes a placeholder in brackets.
 */
export function DocumentHead() {
  const { id, collectionSlug, savedDocumentData } = useDocumentInfo()
  const { title, setDocumentTitle } = useDocumentTitle()
  const { getEntityConfig } = useConfig()
  const { t, i18n } = useTranslation()
  const singular = collectionSlug ? getEntityConfig({ collectionSlug }).labels.singular : ''
  const label = typeof singular === 'string' ? singular : (singular?.[i18n.language] ?? '')
  const unnamed = id === undefined && /^\[.*\]$/.test(title)
  // Payload's own effect, further out, runs after this one at the first render and would overwrite it.
  const [drawn, setDrawn] = useState(false)
  useEffect(() => setDrawn(true), [])
  useEffect(() => {
    if (drawn && unnamed && label) setDocumentTitle(t('general:newLabel', { label: label.toLocaleLowerCase() }))
  }, [drawn, unnamed, label, setDocumentTitle, t])
  const changed = savedDocumentData?.updatedAt
  if (id === undefined || typeof changed !== 'string') return null
  return (
    <p className="ax-quiet ax-changed">
      {t('general:lastModified')}: <SiteTime instant={changed} tenant={savedDocumentData?.tenant} />
    </p>
  )
}
