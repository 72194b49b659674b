import { formatEventId } from '@/lib/sync/protocol/cursor'
import type { Audience } from '../../access/audiences'
import { sees } from '../../access/visible-fields'
import type { LogRow } from '../log/read'
import { Frame } from './frame'
import { shownTo } from './redact'
import { shownEpoch } from './shown-epoch'

/** The two documented names of a stage change. */
export type StageName = 'stage_change' | 'order_stage_change'

/** An event in the form in which one audience reads it. */
interface Form {
  readonly name: string
  readonly json: string
}

/** An event of the log, serialised once for each form in which someone reads it, when the first one does. */
export class LoggedEvent {
  private readonly forms = new Map<string, Form | null>()
  private readonly frames = new Map<string, Frame>()

  constructor(
    private readonly epoch: string,
    private readonly tenant: string,
    readonly row: LogRow,
  ) {}

  get seq(): number {
    return this.row.seq
  }

  private idFor(audience: Audience): string {
    return formatEventId({ epoch: shownEpoch(audience, this.epoch), seq: this.row.seq })
  }

  /** The event as JSON; `null` when this audience may not see it. */
  json(audience: Audience, stageName: StageName): string | null {
    return this.form(audience, stageName)?.json ?? null
  }

  /** The event as a frame of the stream; `null` when this audience may not see it. */
  frame(audience: Audience, stageName: StageName): Frame | null {
    const key = `${audience} ${stageName}`
    const known = this.frames.get(key)
    if (known) return known
    const form = this.form(audience, stageName)
    if (!form) return null
    const frame = new Frame(`event: ${form.name}\nid: ${this.idFor(audience)}\ndata: ${form.json}\n\n`)
    this.frames.set(key, frame)
    return frame
  }

  private form(audience: Audience, stageName: StageName): Form | null {
    const key = `${audience} ${stageName}`
    let form = this.forms.get(key)
    if (form === undefined) {
      form = this.serialise(audience, stageName)
      this.forms.set(key, form)
    }
    return form
  }

  private serialise(audience: Audience, stageName: StageName): Form | null {
    const { row } = this
    const shown = shownTo(audience, row)
    if (!shown) return null
    const name = shown.eventType === 'stage_change' ? stageName : shown.eventType
    const envelope = JSON.stringify({
      id: this.idFor(audience),
      eventType: name,
      orderID: row.orderID ?? undefined,
      tenantId: this.tenant,
      timestamp: row.at,
      actor: sees(audience, 'event', 'actor') ? row.actor : 'system',
      commandId: (sees(audience, 'event', 'commandId') && row.commandId) || undefined,
    })
    return { name, json: `${envelope.slice(0, -1)},"data":${shown.body}}` }
  }
}
