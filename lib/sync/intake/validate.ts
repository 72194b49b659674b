import type { z } from 'zod'
import type { AnyEvent } from '../ports/domain'
import { type Cursor, MAX_EVENT_LENGTH, parseEventId } from '../protocol'
import { parseJson } from '../transport/json'

/** What a frame or a page entry turned out to be. An invalid one still says where it stood, if that can be read. */
export type Validated =
  | { readonly ok: true; readonly event: AnyEvent; readonly cursor: Cursor }
  | { readonly ok: false; readonly cursor: Cursor | null; readonly problem: string }

/** Checks the text of one stream frame. `frameId` is the stream's last event id at that frame. */
export function validateText(text: string, frameId: string, schema: z.ZodType<AnyEvent>): Validated {
  const cursor = parseEventId(frameId)
  if (text.length > MAX_EVENT_LENGTH)
    return { ok: false, cursor, problem: `longer than ${MAX_EVENT_LENGTH} characters` }
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    return { ok: false, cursor, problem: 'not JSON' }
  }
  return validateValue(value, cursor, schema)
}

/** Checks what was read, and that it stands where its frame says, if there is one. */
export function validateValue(value: unknown, frameCursor: Cursor | null, schema: z.ZodType<AnyEvent>): Validated {
  const result = schema.safeParse(value)
  if (!result.success) {
    const issue = result.error.issues[0]
    const problem = issue ? `${issue.path.join('.')}: ${issue.message}` : 'does not match the schema'
    return { ok: false, cursor: frameCursor ?? cursorOf(value), problem: problem.slice(0, 200) }
  }
  const cursor = parseEventId(result.data.id)
  if (!cursor) return { ok: false, cursor: frameCursor, problem: 'its id is not a cursor' }
  if (frameCursor && (frameCursor.epoch !== cursor.epoch || frameCursor.seq !== cursor.seq)) {
    return { ok: false, cursor: frameCursor, problem: 'its id differs from its frame' }
  }
  return { ok: true, event: result.data, cursor }
}

export function cursorOf(value: unknown): Cursor | null {
  const id = (value as { readonly id?: unknown } | null | undefined)?.id
  return typeof id === 'string' ? parseEventId(id) : null
}
