/** Next calls this once, before it serves: Payload is loaded here, and the front server gets its service. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { getFront } = await import('./server/front')
  const front = getFront()
  // Built, or run without the front server: nothing to serve.
  if (!front) return
  const { startService } = await import('./server/service')
  await startService(front)
}
