/** The name of the error that says so. */
export const CORS_REFUSED = 'CorsRefused'

/**
 * A browser tells a page that CORS keeps from an answer what it tells one without a network: nothing. So a request to another
 * origin that fails is followed by one that reads nothing; where that is answered, the failure is called by its name. What does
 * that is brought with the first failure.
 */
export function namingCors(send: typeof fetch): typeof fetch {
  const bring = () => import('./cors').then(({ corsNamer }) => corsNamer(send))
  let coming: ReturnType<typeof bring> | null = null
  return async (input, init) => {
    try {
      return await send(input, init)
    } catch (error) {
      coming ??= bring()
      const name = await coming.catch(() => {
        coming = null
      })
      throw name ? await name(error, input, init) : error
    }
  }
}
