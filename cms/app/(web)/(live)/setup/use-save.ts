'use client'

import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageOpening } from '../live/page-opening'

interface Refused {
  readonly errors?: readonly {
    readonly message?: string
    readonly data?: { readonly code?: string; readonly errors?: readonly { readonly message?: string }[] }
  }[]
}

/** The server's answer once it is saved, else `null`. */
export type Send = <Answer = object>(method: 'PATCH' | 'POST', path: string, data: object) => Promise<Answer | null>

export interface Save {
  readonly state: 'idle' | 'busy' | 'saved' | 'failed'
  /** Why it was not saved, in the person's words. */
  readonly reason: string | null
  /** Sends it, and reads the page again: what is done is told by the server alone. */
  readonly save: Send
  /** The same for several things that are saved as one; `work` gives `null` once one of them was not. */
  saveAll<Result>(work: (send: Send) => Promise<Result | null>): Promise<Result | null>
  /** What is on the screen is no longer what was saved. */
  touched(): void
}

const IDLE = { state: 'idle', reason: null } as const

/** Saves a part of the site's set-up where it is looked at. */
export function useSave(): Save {
  const { t } = useTranslation()
  const { look } = usePageOpening()
  const [{ state, reason }, setState] = useState<Pick<Save, 'state' | 'reason'>>(IDLE)
  /** Something was typed while what was there before is on its way. */
  const touchedSince = useRef(false)

  const send: Send = async <Answer>(method: 'PATCH' | 'POST', path: string, data: object) => {
    const answer = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(data),
    }).catch(() => null)
    // Whoever answers well in something else is a portal or a proxy.
    const saved: Answer | null = answer?.ok ? await answer.json().catch(() => null) : null
    if (saved) return saved
    setState({ state: 'failed', reason: answer ? await reasonOf(answer) : t('siteSetup.unreachable') })
    return null
  }

  async function saveAll<Result>(work: (send: Send) => Promise<Result | null>): Promise<Result | null> {
    touchedSince.current = false
    setState({ state: 'busy', reason: null })
    const result = await work(send)
    if (result !== null) setState(touchedSince.current ? IDLE : { state: 'saved', reason: null })
    // Also where somebody else was faster: then it shows what there is now.
    void look()
    return result
  }

  const save: Send = (method, path, data) => saveAll((sendOne) => sendOne(method, path, data))

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

  return { state, reason, save, saveAll, touched }
}
