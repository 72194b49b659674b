import asyncApiSpecs from '@asyncapi/specs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { asyncApi } from '@/cms/sync/described/asyncapi'
import { ENDPOINTS } from '@/cms/sync/described/endpoints'
import { openApi } from '@/cms/sync/described/openapi'
import { SYNC_METHODS, SYNC_PREFIX } from '@/cms/sync/http/addresses'
import { QUERY_PARAMETERS } from '@/cms/sync/http/query'
import { COMMANDS } from '@/lib/domain'
import { LOG_EVENT_TYPES } from '@/lib/domain/events'
import { ERROR_CODES, FRAME_EVENT_TYPES } from '@/lib/sync/protocol'

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[]
  readonly responses: Record<string, { readonly description?: string }>
}
interface OpenApi {
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, object> }
}

const api = openApi('1.2.3') as unknown as OpenApi
const stream = asyncApi('1.2.3')

test('the description of the endpoints is OpenAPI 3.1', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(api) as never)
  expect(errors).toBeUndefined()
  expect([valid, validator.version]).toEqual([true, '3.1'])
})

test('the description of the stream is AsyncAPI 3', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false })
  const validate = ajv.compile(asyncApiSpecs.schemas['3.0.0'] as object)
  validate(stream)
  expect(validate.errors).toBeNull()
})

test('every address of the router is described, with the method it takes, and nothing else', () => {
  const described = Object.entries(api.paths).map(([path, item]) => [path, ...Object.keys(item)])
  const routed = Object.entries(SYNC_METHODS).map(([name, method]) => [`${SYNC_PREFIX}${name}`, method.toLowerCase()])
  expect(described.sort()).toEqual(routed.sort())
  expect(Object.keys(ENDPOINTS).sort()).toEqual(Object.keys(SYNC_METHODS).sort())
})

test('every parameter that events read is described', () => {
  const parameters = api.paths[`${SYNC_PREFIX}events`]?.get?.parameters ?? []
  const named = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  expect(named.sort()).toEqual(Object.keys(QUERY_PARAMETERS).sort())
  for (const { name, schema } of parameters) expect(Object.keys(schema), name).not.toEqual([])
})

test('every status has words, and every code of an error stands in one', () => {
  const answers = Object.values(api.paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ responses }) => Object.values(responses))
  for (const { description } of answers) expect(description).toMatch(/\w/)
  const words = answers.map(({ description }) => description).join()
  for (const code of ERROR_CODES) expect(words).toContain(`\`${code}\``)
})

test('every command, event and frame has its schema', () => {
  const text = JSON.stringify(api.components.schemas)
  for (const type of Object.keys(COMMANDS)) expect(text).toContain(`"const":"${type}"`)
  const messages = (stream.components as { messages: object }).messages
  const ofSites = ['sites', 'site', 'sites_heartbeat']
  expect(Object.keys(messages).sort()).toEqual([...FRAME_EVENT_TYPES, ...LOG_EVENT_TYPES, ...ofSites].sort())
})

test('whatever is referred to is there', () => {
  for (const document of [api, stream] as unknown as { components: Record<string, object>; channels?: object }[]) {
    const text = JSON.stringify(document)
    for (const [, path = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      let found: unknown = document
      for (const step of path.split('/')) found = (found as Record<string, unknown> | undefined)?.[step]
      expect(found, path).toBeDefined()
    }
  }
})
