/** Set in `req.context` by the commands, which check the rules themselves: hooks then let their writes pass. */
export const COMMAND_CONTEXT = 'axCommand'

/** The id of the command whose transaction this is; `null` for what no person sent: a seed, an edit in the panel. */
export function commandOf({ context }: { readonly context: Readonly<Record<string, unknown>> }): string | null {
  const id = context[COMMAND_CONTEXT]
  return typeof id === 'string' ? id : null
}
