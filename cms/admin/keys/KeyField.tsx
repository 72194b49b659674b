'use client'

import { Button, FieldLabel, toast, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useState, useSyncExternalStore } from 'react'
import { useWords } from '../words/use-words'

type State = { readonly key: string } | 'has' | 'none'

/** A page on plain http may not copy; the field selects the whole key for whoever does it by hand. */
async function copy(key: string, say: ReturnType<typeof useWords>): Promise<void> {
  try {
    await navigator.clipboard.writeText(key)
    toast.success(say('The key is copied.'))
  } catch {
    toast.error(say('This page may not copy by itself. Press the key, then copy it with the keyboard.'))
  }
}

const subscribeNever = () => () => {}

/** Whether the page has come to life; what the server drew takes no press yet, and should not look as if it did. */
const useAlive = () =>
  useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  )

/**
 * The key of a station or service: made and withdrawn here, told once. Making one takes a second press where there is one
 * already, which ends with it.
 */
export function KeyField() {
  const say = useWords()
  const { id, collectionSlug, savedDocumentData } = useDocumentInfo()
  const role = useFormFields(([fields]) => fields?.role?.value)
  const [changed, setChanged] = useState<State | null>(null)
  const [sure, setSure] = useState<'make' | 'withdraw' | null>(null)
  const [busy, setBusy] = useState(false)
  const ready = useAlive() && !busy
  const state: State = changed ?? (savedDocumentData?.enableAPIKey ? 'has' : 'none')

  if (collectionSlug === 'users' && role !== 'service') return null

  const ask = async (method: 'POST' | 'DELETE') => {
    setBusy(true)
    setSure(null)
    try {
      const answer = await fetch(`/api/${collectionSlug}/${id}/key`, { method, credentials: 'include' })
      if (!answer.ok) throw new Error(String(answer.status))
      const { apiKey } = (await answer.json()) as { apiKey?: string }
      setChanged(apiKey ? { key: apiKey } : 'none')
    } catch {
      toast.error(say('The key could not be changed. Save the account, look whether you are signed in, and try again.'))
    } finally {
      setBusy(false)
    }
  }
  const make = () => (state === 'none' || sure === 'make' ? void ask('POST') : setSure('make'))
  const withdraw = () => (sure === 'withdraw' ? void ask('DELETE') : setSure('withdraw'))

  return (
    <div className="field-type ax-key">
      <FieldLabel label={say('Key')} htmlFor="ax-key" />
      {id === undefined ? (
        <p className="ax-quiet">{say('Save first; then the key is made here.')}</p>
      ) : (
        <>
          {typeof state === 'object' ? (
            <div className="ax-key__once">
              <input id="ax-key" readOnly value={state.key} onFocus={(event) => event.currentTarget.select()} />
              <Button buttonStyle="secondary" size="small" onClick={() => void copy(state.key, say)}>
                {say('Copy')}
              </Button>
            </div>
          ) : (
            <p className="ax-quiet">
              {say(
                state === 'has'
                  ? 'It has a key. Keys are told once, when they are made.'
                  : 'It has no key yet, so it cannot sign in.',
              )}
            </p>
          )}
          {typeof state === 'object' && <p role="status">{say('Copy it now: it will not be shown again.')}</p>}
          {sure === 'make' && (
            <p role="status">{say('The key it has now ends at once. Press again to make a new one.')}</p>
          )}
          {sure === 'withdraw' && (
            <p role="status">{say('It is signed out at once. Press again to withdraw its key.')}</p>
          )}
          <div className="ax-key__actions">
            <Button buttonStyle="secondary" size="small" disabled={!ready} onClick={make}>
              {say(state === 'none' ? 'Make a key' : 'Make a new key')}
            </Button>
            {state !== 'none' && (
              <Button buttonStyle="secondary" size="small" disabled={!ready} onClick={withdraw}>
                {say('Withdraw the key')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  )
}
