import config from '@payload-config'
import { generatePageMetadata, RootPage } from '@payloadcms/next/views'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getPayload } from 'payload'
import { mayOpenPanel } from '../../../../access/panel'
import { importMap } from '../importMap.js'

interface AdminPageArgs {
  params: Promise<{ segments: string[] }>
  searchParams: Promise<Record<string, string | string[]>>
}

export const generateMetadata = ({ params, searchParams }: AdminPageArgs) =>
  generatePageMetadata({ config, params, searchParams })

export default async function AdminPage({ params, searchParams }: AdminPageArgs) {
  const payload = await getPayload({ config })
  const { user } = await payload.auth({ headers: await headers() })
  // Payload's own page for those who may not enter reads what they may not read, and fails.
  if (user?.collection === 'users' && !mayOpenPanel(user)) redirect('/station/sign-in?to=/admin')
  return RootPage({ config, importMap, params, searchParams })
}
