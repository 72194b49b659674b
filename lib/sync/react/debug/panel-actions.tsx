import { type ChangeEvent, useRef, useState } from 'react'
import type { DebugAction, SyncDebugSource } from './debug-source'

const ACTIONS: readonly (readonly [DebugAction, string])[] = [
  ['reconnect', 'Reconnect'],
  ['disconnect', 'Disconnect'],
  ['dropStream', 'Drop SSE'],
  ['forcePolling', 'Force polling'],
  ['clear', 'Clear events'],
]

type Note = { readonly text: string; readonly failed: boolean }

/** What an engineer can do to the connection, and taking the kept state out or in. */
export function PanelActions({ source }: { readonly source: SyncDebugSource }) {
  const file = useRef<HTMLInputElement>(null)
  const [note, setNote] = useState<Note | null>(null)
  const attempt = async (what: string, run: () => unknown) => {
    try {
      const said = await run()
      setNote(typeof said === 'string' ? { text: said, failed: false } : null)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      setNote({ text: `${what} did not work: ${reason}`, failed: true })
    }
  }
  const save = async () => download(await (source.exportState?.() ?? ''))
  const take = async (change: ChangeEvent<HTMLInputElement>) => {
    const chosen = change.target.files?.[0]
    change.target.value = ''
    if (!chosen) return
    await attempt('Import', async () => {
      await source.importState?.(await chosen.text())
      return `Imported ${chosen.name}.`
    })
  }
  return (
    <section aria-label="Actions" className="axsync-wide axsync-actions">
      <div className="axsync-row">
        {ACTIONS.map(([action, label]) => (
          <button key={action} type="button" onClick={() => attempt(label, () => source.act(action))}>
            {label}
          </button>
        ))}
        <span className="axsync-gap" />
        {source.exportState && (
          <button type="button" onClick={() => attempt('Export', save)}>
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
              accept="application/json,.json"
              hidden
              aria-label="File to import"
              onChange={take}
            />
          </>
        )}
        {source.fileActions?.map(({ label, run }) => (
          <button key={label} type="button" onClick={() => attempt(label, run)}>
            {label}
          </button>
        ))}
      </div>
      {note && (
        <p role={note.failed ? 'alert' : 'status'} className="axsync-note" data-tone={note.failed ? 'bad' : 'good'}>
          {note.text}
        </p>
      )}
    </section>
  )
}

/** @returns what to tell the person */
function download(text: string): string {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `sync-state-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`
  link.click()
  URL.revokeObjectURL(url)
  return `Saved as ${link.download}.`
}
