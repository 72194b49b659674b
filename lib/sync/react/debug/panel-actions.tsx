import { type ChangeEvent, useRef, useState } from 'react'
import type { DebugAction, SyncDebugSource } from './debug-source'

const ACTIONS: readonly (readonly [DebugAction, string])[] = [
  ['reconnect', 'Reconnect'],
  ['disconnect', 'Disconnect'],
  ['dropStream', 'Drop stream'],
  ['forcePolling', 'Force polling'],
  ['clear', 'Clear events'],
]

/** What an engineer can do to the connection, and taking the kept state out or in. */
export function PanelActions({ source }: { readonly source: SyncDebugSource }) {
  const file = useRef<HTMLInputElement>(null)
  const [note, setNote] = useState<string | null>(null)
  const attempt = async (what: string, run: () => unknown) => {
    try {
      await run()
      setNote(null)
    } catch (error) {
      setNote(`${what} did not work: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const save = async () => download(await (source.exportState?.() ?? ''))
  const take = async (change: ChangeEvent<HTMLInputElement>) => {
    const chosen = change.target.files?.[0]
    change.target.value = ''
    if (chosen) await attempt('Importing', async () => source.importState?.(await chosen.text()))
  }
  return (
    <section aria-label="Actions" className="axsync-wide">
      <div className="axsync-row">
        {ACTIONS.map(([action, label]) => (
          <button key={action} type="button" onClick={() => attempt(label, () => source.act(action))}>
            {label}
          </button>
        ))}
        {source.exportState && (
          <button type="button" onClick={() => attempt('Exporting', save)}>
            Export
          </button>
        )}
        {source.importState && (
          <>
            <button type="button" onClick={() => file.current?.click()}>
              Import
            </button>
            <input
              ref={file}
              type="file"
              accept="application/json"
              hidden
              aria-label="File to import"
              onChange={take}
            />
          </>
        )}
      </div>
      {note && (
        <p role="alert" className="axsync-note" data-tone="bad">
          {note}
        </p>
      )}
    </section>
  )
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `sync-state-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`
  link.click()
  URL.revokeObjectURL(url)
}
