/** Set in `req.context` by the commands, which check the rules themselves: hooks then let their writes pass. */
export const COMMAND_CONTEXT = 'axCommand'

/** Beside it, the person of the team who gave the command at their station, as the log names them. */
export const PERSON_CONTEXT = 'axPerson'

type InContext = { readonly context: Readonly<Record<string, unknown>> }

/** Who stood at the station, as the log names them; `null` where it was not said. */
export function personOf({ context }: InContext): string | null {
  const person = context[PERSON_CONTEXT]
  return typeof person === 'string' ? person : null
}

/** The id of the command whose transaction this is; `null` for what no person sent: a seed, an edit in the panel. */
export function commandOf({ context }: InContext): string | null {
  const id = context[COMMAND_CONTEXT]
  return typeof id === 'string' ? id : null
}
