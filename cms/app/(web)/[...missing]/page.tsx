import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageTitle } from '../person/page-title'

export const dynamic = 'force-dynamic'

export const generateMetadata = (): Promise<Metadata> => pageTitle('web.missing.title')

/** Every address that is nobody's else. Without it Next would answer with a page of its own look. */
export default function Missing(): never {
  notFound()
}
