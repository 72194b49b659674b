import { type CSSProperties, createContext, useContext, useState } from 'react'

/** Pixels that the messages at the foot of the window are tall now; 0 while there is none. */
export const MessageHeight = createContext(0)

/**
 * The style of a layer of class `makes-room` that stands over the window while it is `open`: it ends above the messages. Room once
 * made is kept until it closes, as what moves when a message goes is pressed beside.
 */
export function useMessageRoom(open: boolean): CSSProperties {
  const height = useContext(MessageHeight)
  const [kept, setKept] = useState(0)
  const room = open ? Math.max(kept, height) : 0
  if (room !== kept) setKept(room)
  const style: CSSProperties & { '--message-room'?: string } = {}
  if (room > 0) style['--message-room'] = `calc(${room}px + 1.5rem)`
  return style
}
