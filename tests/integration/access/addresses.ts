import fs from 'node:fs'
import path from 'node:path'
import config from '@/cms/payload.config'
import { OWN_ADDRESSES } from '@/cms/server/own-addresses'
import { SERVER_ENTRY } from '../../support/server'

/** An address the server answers; `:name` stands for a document, a site's page or a word. */
export interface Address {
  readonly method: string
  readonly path: string
  /** Slug of the collection it is about. */
  readonly collection?: string
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** All that Payload answers, as its own configuration lists it. */
async function payloadAddresses(): Promise<Address[]> {
  const { collections, globals, endpoints, routes } = await config
  const listed = (prefix: string, list: false | readonly { method: string; path: string }[], collection?: string) =>
    (list || []).map((endpoint) => ({
      method: endpoint.method.toUpperCase(),
      path: `${routes.api}${prefix}${endpoint.path.replace(/\?$/, '')}`.replace(/\/$/, ''),
      collection,
    }))
  return [
    ...collections.flatMap(({ slug, endpoints: own }) => listed(`/${slug}`, own ?? false, slug)),
    ...globals.flatMap(({ slug, endpoints: own }) => listed(`/globals/${slug}`, own ?? false)),
    ...listed('', endpoints ?? false),
  ]
}

/** Our own endpoints in front of Next, each with every method. */
function ownAddresses(): Address[] {
  return OWN_ADDRESSES.flatMap(({ path: own }) => METHODS.map((method) => ({ method, path: own })))
}

/** What a catch-all of Next leads to; the API's is Payload's and listed above. */
const BEHIND_CATCH_ALL: Record<string, readonly string[]> = {
  '/api/[...slug]': ['/api/nothing'],
  '/admin/[[...segments]]': ['/admin', '/admin/login', '/admin/account', '/admin/create-first-user'],
  '/[...missing]': ['/nothing/here'],
  '/docs/[[...file]]': ['/docs', '/docs/hooks.html', '/docs/live.js'],
}

/** All that Next answers, as the build's manifest lists it: pages when looked at and when sent to, routes by every method. */
async function nextAddresses(): Promise<Address[]> {
  const manifest = path.join(path.dirname(SERVER_ENTRY), '.next/build/app-path-routes-manifest.json')
  const routes = JSON.parse(fs.readFileSync(manifest, 'utf8')) as Record<string, string>
  const { collections } = await config
  const panel = collections.map(({ slug }) => ({ method: 'GET', path: `/admin/collections/${slug}` }))
  return Object.entries(routes).flatMap(([file, route]) => {
    if (route.startsWith('/_')) return []
    const paths = BEHIND_CATCH_ALL[route] ?? [route.replaceAll(/\[(\w+)\]/g, ':$1')]
    const methods = file.endsWith('/page') ? ['GET', 'POST'] : METHODS
    const all = paths.flatMap((one) => methods.map((method) => ({ method, path: one })))
    return route.startsWith('/admin/') ? [...all, ...panel] : all
  })
}

/** Every address and method the server answers. */
export async function allAddresses(): Promise<Address[]> {
  const all = [...(await payloadAddresses()), ...ownAddresses(), ...(await nextAddresses())]
  const known = new Set<string>()
  return all.filter((address) => {
    const name = nameOf(address)
    const fresh = !known.has(name)
    known.add(name)
    return fresh
  })
}

export const nameOf = ({ method, path: where }: Address) => `${method} ${where}`
