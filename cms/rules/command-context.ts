/** Set in `req.context` by the commands, which check the rules themselves: hooks then let their writes pass. */
export const COMMAND_CONTEXT = 'axCommand'
