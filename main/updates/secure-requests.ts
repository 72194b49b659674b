import { type ClientRequest, type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http'
import { request as overHttps } from 'node:https'
import {
  configureRequestOptions,
  configureRequestUrl,
  type DownloadOptions,
  HttpExecutor,
  newError,
} from 'builder-util-runtime'
import { isLoopback } from '@/lib/network/addresses'

const MOST_REDIRECTS = 5
/** Milliseconds without a byte. */
const PATIENCE = 60_000

/**
 * How the updater asks the network: each address it comes to, by a redirect or out of a file that it was given, is refused
 * unless it is https, or on this machine. Redirects are followed here, for the library follows them for whole files alone, and
 * for ever.
 */
export class SecureRequests extends HttpExecutor<ClientRequest> {
  override createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): ClientRequest {
    const first = open(options)
    follow(first, options, MOST_REDIRECTS)
    return first

    function follow(request: ClientRequest, asked: RequestOptions, left: number): void {
      request.on('response', (response) => {
        const { location } = response.headers
        if (location === undefined) {
          callback(response)
          return
        }
        response.resume()
        try {
          if (left === 0) throw newError('Too many redirects.', 'ERR_TOO_MANY_REDIRECTS')
          const next = HttpExecutor.prepareRedirectUrlOptions(location, asked)
          const on = open(next)
          // Whoever asked knows of the first request alone.
          first.once('abort', () => on.destroy())
          on.on('error', (error) => first.emit('error', error))
          follow(on, next, left - 1)
          on.end()
        } catch (error) {
          first.emit('error', error)
          request.destroy()
        }
      })
    }
  }

  /** The library listens at the connection, and leaves a listener there for each request that used it. */
  override addErrorAndTimeoutHandlers(request: ClientRequest, reject: (error: Error) => void): void {
    request.on('error', reject)
  }

  /** Into a file, of which the library makes sure that it has the sum it was announced with. */
  async download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return await options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const wanted: RequestOptions = { headers: options.headers ?? undefined }
      configureRequestUrl(url, wanted)
      configureRequestOptions(wanted)
      const callback = (error: Error | null) =>
        error === null || error === undefined ? resolve(destination) : reject(error)
      this.doDownload(wanted, { destination, options, onCancel, callback, responseHandler: null }, 0)
    })
  }
}

/** @throws `ERR_INSECURE_ADDRESS` */
function open(options: RequestOptions): ClientRequest {
  const { protocol, hostname } = options
  const isPlain = protocol === 'http:' && isLoopback(hostname ?? '')
  if (protocol !== 'https:' && !isPlain)
    throw newError(`${protocol}//${hostname} is neither https nor on this machine.`, 'ERR_INSECURE_ADDRESS')
  // Node takes an IPv6 address without its brackets.
  const bare = { ...options, hostname: hostname?.replace(/^\[(.*)\]$/, '$1') }
  const request = isPlain ? overHttp(bare) : overHttps(bare)
  return request.setTimeout(PATIENCE, () => request.destroy(newError('No answer for a minute.', 'ETIMEDOUT')))
}
