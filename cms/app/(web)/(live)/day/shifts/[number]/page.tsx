import { notFound } from 'next/navigation'
import { z } from 'zod'
import { readShift } from '../../../../../../site/read-shift'
import { signedIn } from '../../../../person/signed-in'
import { ShiftReportPage } from './shift-report'

const numberSchema = z.coerce.number().int().positive()

interface ShiftPageProps {
  readonly params: Promise<{ readonly number: string }>
}

export default async function ShiftPage({ params }: ShiftPageProps) {
  const person = await signedIn()
  // The layout leads to the log-in.
  if (!person) return null
  const number = numberSchema.safeParse((await params).number)
  const read = number.success ? await readShift(person, number.data) : null
  if (!read) notFound()
  return <ShiftReportPage shift={read.shift} report={read.report} />
}
