'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useRef, useState } from 'react'
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

const IDLE = { state: 'idle', reason: null } as const

/** What was typed by name, without what was sent and is as it was sent: nobody's fingers wait for an answer. */
export const typedSince = <Value>(
  typed: Readonly<Record<string, Value>>,
  sent: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(typed).filter(([name, value]) => sent[name] !== value))

/** Saves a part of the site's set-up where it is looked at. */
export function useSave(): Save {
  const { t } = useTranslation()
  const router = useRouter()
  const [{ state, reason }, setState] = useState<Pick<Save, 'state' | 'reason'>>(IDLE)
  /** Something was typed while what was there before is on its way. */
  const touchedSince = useRef(false)

  async function save<Answer>(method: 'PATCH' | 'POST', path: string, data: object): Promise<Answer | null> {
    touchedSince.current = false
    setState({ state: 'busy', reason: null })
    const answer = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(data),
    }).catch(() => null)
    if (answer?.ok) setState(touchedSince.current ? IDLE : { state: 'saved', reason: null })
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

  function touched(): void {
    touchedSince.current = true
    setState((now) => (now.state === 'busy' ? now : IDLE))
  }

  return { state, reason, save, touched }
}
