import config from '@payload-config'
import { handleServerFunctions, RootLayout } from '@payloadcms/next/layouts'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getPayload, type ServerFunctionClient } from 'payload'
import type { ReactNode } from 'react'
import { mayOpenPanel } from '../../access/panel'
import { importMap } from './admin/importMap.js'
import '@payloadcms/next/css'
import './panel.css'

const serverFunction: ServerFunctionClient = async (args) => {
  'use server'
  return handleServerFunctions({ ...args, config, importMap })
}

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const payload = await getPayload({ config })
  const { user } = await payload.auth({ headers: await headers() })
  // Payload's own page for those who may not enter reads what they may not read, and fails.
  if (user?.collection === 'users' && !mayOpenPanel(user)) redirect('/station/sign-in?to=/admin')
  return (
    <RootLayout config={config} importMap={importMap} serverFunction={serverFunction}>
      {children}
    </RootLayout>
  )
}
