'use client'

import { TextField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { useSeveralSites } from './SiteContext'

/** Which site a record belongs to: not a question where there is one. */
export function SiteField(props: TextFieldClientProps) {
  return useSeveralSites() ? <TextField {...props} /> : null
}
