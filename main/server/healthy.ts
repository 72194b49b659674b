import { healthSchema } from '@/lib/sync/engine'

/** Whether a server answers its health address within five seconds. */
export async function healthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/v1/sync/health`, { signal: AbortSignal.timeout(5_000) })
    return response.ok && healthSchema.safeParse(await response.json()).success
  } catch {
    return false
  }
}
