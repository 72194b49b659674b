import type { Command } from '@/lib/sync/protocol'
import { Plate } from '../design/Plate'
import { useFormat } from '../format/use-format'
import { useNow } from '../store/clock'
import { useStore } from '../store/use-station'
import { subjectOf, useCommandWords } from './use-command-words'

const MINUTE_MS = 60_000

/** One action that waits for the server. */
export function WaitingAction({ command }: { readonly command: Command }) {
  const words = useCommandWords()
  const format = useFormat()
  const store = useStore()
  const now = useNow(MINUTE_MS)
  const { plate } = subjectOf(command, store)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      {plate && <Plate plate={plate} size="small" />}
      <span className="min-w-0 grow basis-40">{words(command)}</span>
      <time dateTime={command.issuedAt} className="tabular text-ink-faint text-sm">
        {format.time(command.issuedAt, now)}
      </time>
    </li>
  )
}
