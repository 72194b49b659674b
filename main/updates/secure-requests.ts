import { type ClientRequest, type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http'
import { request as overHttps } from 'node:https'
import {
  configureRequestOptions,
  configureRequestUrl,
  type DownloadOptions,
  HttpExecutor,
  newError,
} from 'builder-util-runtime'

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])
const MOST_REDIRECTS = 5

/**
 * How the updater asks the network: each address it comes to, by a redirect or out of a file that it was given, is refused
 * unless it is https, or on this machine.
 */
export class SecureRequests extends HttpExecutor<ClientRequest> {
  #redirectsInARow = 0

  override createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): ClientRequest {
    const { protocol, hostname } = options
    const isPlain = protocol === 'http:' && LOOPBACK.has(hostname ?? '')
    if (protocol !== 'https:' && !isPlain)
      throw newError(`${protocol}//${hostname} is neither https nor on this machine.`, 'ERR_INSECURE_ADDRESS')
    // Node takes an IPv6 address without its brackets.
    const bare = { ...options, hostname: hostname?.replace(/^\[(.*)\]$/, '$1') }
    const request = isPlain ? overHttp(bare) : overHttps(bare)
    request.on('response', (response) => {
      // The library follows redirects for ever.
      this.#redirectsInARow = response.headers.location === undefined ? 0 : this.#redirectsInARow + 1
      if (this.#redirectsInARow > MOST_REDIRECTS) {
        this.#redirectsInARow = 0
        fail(request, newError('Too many redirects.', 'ERR_TOO_MANY_REDIRECTS'))
        return
      }
      try {
        callback(response)
      } catch (error) {
        // A redirect to an address that is refused fails the request that was answered by it.
        fail(request, error)
      }
    })
    return request
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

/** Said even where the answer has been read, of whose end Node tells nobody. */
function fail(request: ClientRequest, error: unknown): void {
  request.emit('error', error)
  request.destroy()
}
