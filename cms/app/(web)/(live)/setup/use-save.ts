'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Refused {
  readonly errors?: readonly {
    readonly message?: string
    readonly data?: { readonly code?: string; readonly errors?: readonly { readonly message?: string }[] }
  }[]
}

export interface Save {
  readonly state: 'idle' | 'busy' | 'saved' | 'failed'
  /** Why it was not saved, in the person's words. */
  readonly reason: string | null
  /** Sends it, and reads the page again: what is done is told by the server alone. Its answer once it is saved, else `null`. */
  save<Answer = object>(method: 'PATCH' | 'POST', path: string, data: object): Promise<Answer | null>
  /** What is on the screen is no longer what was saved. */
  touched(): void
}

/** Saves a part of the site's set-up where it is looked at. */
export function useSave(): Save {
  const { t } = useTranslation()
  const router = useRouter()
  const [{ state, reason }, setState] = useState<Pick<Save, 'state' | 'reason'>>({ state: 'idle', reason: null })

  async function save<Answer>(method: 'PATCH' | 'POST', path: string, data: object): Promise<Answer | null> {
    setState({ state: 'busy', reason: null })
    const answer = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(data),
    }).catch(() => null)
    if (answer?.ok) setState({ state: 'saved', reason: null })
    else setState({ state: 'failed', reason: answer ? await reasonOf(answer) : t('siteSetup.unreachable') })
    // Also where somebody else was faster: then it shows what there is now.
    if (answer) startTransition(() => router.refresh())
    return answer?.ok ? ((await answer.json()) as Answer) : null
  }

  async function reasonOf(answer: Response): Promise<string> {
    const { errors }: Refused = await answer.json().catch(() => ({}))
    const first = errors?.[0]
    if (first?.data?.code === 'changed_meanwhile') return t('siteSetup.changedMeanwhile')
    if (first?.data?.code === 'busy') return t('siteSetup.othersSaving')
    return first?.data?.errors?.[0]?.message ?? first?.message ?? t('siteSetup.unreachable')
  }

  return { state, reason, save, touched: () => setState({ state: 'idle', reason: null }) }
}
