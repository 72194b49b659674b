import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageTitle } from '../person/page-title'

export const dynamic = 'force-dynamic'

export const generateMetadata = (): Promise<Metadata> => pageTitle('web.missing.title')

/** Every address that no other page has. Without it Next would answer with a page in its own look. */
export default function Missing(): never {
  notFound()
}
