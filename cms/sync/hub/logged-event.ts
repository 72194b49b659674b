import { formatEventId } from '@/lib/sync/protocol/identity'
import type { Audience } from '../../access/audiences'
import type { LogRow } from '../log/read'
import { Frame } from './frame'
import { redactBody } from './redact'

/** The two documented names of a stage change. */
export type StageName = 'stage_change' | 'order_stage_change'

const NONE = Symbol('not visible')

/** An event of the log, serialised once for each form in which someone reads it, when the first one does. */
export class LoggedEvent {
  private readonly forms = new Map<string, string | typeof NONE>()
  private readonly frames = new Map<string, Frame>()

  constructor(
    private readonly epoch: string,
    private readonly tenant: string,
    readonly row: LogRow,
  ) {}

  get seq(): number {
    return this.row.seq
  }

  get id(): string {
    return formatEventId({ epoch: this.epoch, seq: this.row.seq })
  }

  /** The event as JSON; `null` when this audience may not see it. */
  json(audience: Audience, stageName: StageName): string | null {
    const key = `${audience} ${stageName}`
    let form = this.forms.get(key)
    if (form === undefined) {
      form = this.serialise(audience, stageName) ?? NONE
      this.forms.set(key, form)
    }
    return form === NONE ? null : (form as string)
  }

  /** The event as a frame of the stream; `null` when this audience may not see it. */
  frame(audience: Audience, stageName: StageName): Frame | null {
    const key = `${audience} ${stageName}`
    const known = this.frames.get(key)
    if (known) return known
    const json = this.json(audience, stageName)
    if (json === null) return null
    const frame = new Frame(`event: ${this.nameFor(stageName)}\nid: ${this.id}\ndata: ${json}\n\n`)
    this.frames.set(key, frame)
    return frame
  }

  private nameFor(stageName: StageName): string {
    return this.row.eventType === 'stage_change' ? stageName : this.row.eventType
  }

  private serialise(audience: Audience, stageName: StageName): string | null {
    const { row } = this
    const body = audience === 'customer' ? redactBody(row.body) : row.body
    if (body === null) return null
    const envelope = JSON.stringify({
      id: this.id,
      eventType: this.nameFor(stageName),
      orderID: row.orderID ?? undefined,
      tenantId: this.tenant,
      timestamp: row.at,
      // Which member of staff did it is not the customer's business.
      actor: audience === 'customer' ? 'system' : row.actor,
    })
    return `${envelope.slice(0, -1)},"data":${body}}`
  }
}
