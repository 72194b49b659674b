'use client'

import { CircleCheck, CircleDashed, CloudUpload, RefreshCw, RotateCcw, WifiOff } from 'lucide-react'
import { useWords } from '../words/use-words'
import type { StationState } from './station-state'

const LOOKS = {
  silent: { icon: WifiOff, word: 'Silent', tone: 'bad' },
  behind: { icon: RefreshCw, word: 'Catching up', tone: 'warn' },
  waiting: { icon: CloudUpload, word: 'Sending', tone: 'warn' },
  recovered: { icon: RotateCcw, word: 'Recovered', tone: 'warn' },
  never: { icon: CircleDashed, word: 'Not seen yet', tone: 'quiet' },
  current: { icon: CircleCheck, word: 'Up to date', tone: 'good' },
} as const satisfies Record<StationState, unknown>

/** A station's state as icon and word; colour only underlines it. */
export function StationBadge({ state }: { state: StationState }) {
  const say = useWords()
  const { icon: Icon, word, tone } = LOOKS[state]
  return (
    <span className={`ax-badge ax-badge--${tone}`}>
      <Icon aria-hidden size={16} />
      {say(word)}
    </span>
  )
}
