import { APIError, type PayloadRequest } from 'payload'
import type { z } from 'zod'

/** What an endpoint of ours refuses with: a code for programs and a sentence for people. */
export const refuse = (status: number, code: string, message: string) => new APIError(message, status, { code }, true)

/** @throws APIError 400 `bad_body`, which says where it is wrong */
export async function readBody<Schema extends z.ZodType>(
  req: PayloadRequest,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await req.json?.().catch(() => null))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw refuse(400, 'bad_body', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`)
}
