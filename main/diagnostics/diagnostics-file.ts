import { redactor } from './redact'

/** One thing that is looked at. A step that fails costs itself alone. */
export interface DiagnosticStep {
  readonly name: string
  readonly look: () => unknown
}

interface StepResult {
  readonly step: number
  readonly name: string
  readonly found?: unknown
  /** Why there is nothing. */
  readonly failed?: string
}

export interface DiagnosticsInput {
  /** ISO 8601. */
  readonly at: string
  readonly steps: readonly DiagnosticStep[]
  /** Names, numbers and plates that this station knows; taken out wherever they stand. */
  readonly people: readonly string[]
}

/** The engineer's file as JSON text: numbered steps, no secret and no customer in it. */
export async function diagnosticsText({ at, steps, people }: DiagnosticsInput): Promise<string> {
  const redact = redactor(people)
  const results: StepResult[] = []
  for (const [index, { name, look }] of steps.entries()) {
    const result = { step: index + 1, name }
    try {
      results.push({ ...result, found: redact(await look()) })
    } catch (error) {
      results.push({ ...result, failed: String(redact(error)) })
    }
  }
  return `${JSON.stringify({ format: 'ax-station-diagnostics', version: 1, writtenAt: at, steps: results }, null, 2)}\n`
}
