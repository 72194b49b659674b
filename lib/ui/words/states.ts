import {
  Ban,
  Banknote,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  CreditCard,
  Droplets,
  FileText,
  type LucideIcon,
  Pause,
  Play,
  ReceiptText,
  RotateCcw,
  SkipForward,
  SprayCan,
  Wrench,
} from 'lucide-react'
import type {
  BayStatus,
  JobStatus,
  Order,
  OrderPayment,
  PaymentStatus,
  Stage,
  StepStatus,
  TimeLevel,
} from '@/lib/domain'
import { waysPaid } from '@/lib/domain/rules/payment'
import type { Tone } from '../design/StateChip'

/** How each state looks, everywhere: a colour for its meaning and a picture of its own. */
export interface StateLook {
  readonly icon: LucideIcon
  readonly tone: Tone
}

export const STAGE_LOOKS: Readonly<Record<Stage, StateLook>> = {
  empty: { icon: CircleDashed, tone: 'neutral' },
  initiated: { icon: FileText, tone: 'neutral' },
  open: { icon: Clock, tone: 'neutral' },
  in_progress: { icon: Droplets, tone: 'active' },
  billed: { icon: ReceiptText, tone: 'warn' },
  paid: { icon: Banknote, tone: 'good' },
  completed: { icon: CircleCheck, tone: 'good' },
  cancelled: { icon: Ban, tone: 'neutral' },
}

export const PAYMENT_LOOKS: Readonly<Record<PaymentStatus, StateLook>> = {
  pending: { icon: Circle, tone: 'neutral' },
  paid: { icon: CreditCard, tone: 'good' },
  cash: { icon: Banknote, tone: 'good' },
  failed: { icon: CircleX, tone: 'bad' },
  refunded: { icon: RotateCcw, tone: 'warn' },
}

/** Of an order, as far as its reader is told. */
export interface Payments extends Partial<Pick<Order, 'stage' | 'paymentStatus' | 'totalAmount'>> {
  readonly payments?: readonly Pick<OrderPayment, 'method' | 'amount'>[] | undefined
}

/**
 * What to say of an order's payment: nothing where it costs nothing or was called off, as “Unpaid” asks for money; and that
 * it was paid in cash only where none of it came in another way.
 */
export function paymentToSay({
  stage,
  paymentStatus,
  totalAmount,
  payments = [],
}: Payments): PaymentStatus | undefined {
  if (paymentStatus === 'pending' && (totalAmount === 0 || stage === 'cancelled')) return undefined
  // Orders of before that was counted say it of their last part.
  const inPart = waysPaid(payments).some((method) => method !== 'cash')
  return paymentStatus === 'cash' && inPart ? 'paid' : paymentStatus
}

export const BAY_LOOKS: Readonly<Record<BayStatus, StateLook>> = {
  available: { icon: CircleCheck, tone: 'good' },
  occupied: { icon: Droplets, tone: 'active' },
  cleaning: { icon: SprayCan, tone: 'warn' },
  out_of_service: { icon: Wrench, tone: 'bad' },
}

export const JOB_LOOKS: Readonly<Record<JobStatus, StateLook>> = {
  pending: { icon: Clock, tone: 'neutral' },
  in_progress: { icon: Play, tone: 'active' },
  paused: { icon: Pause, tone: 'warn' },
  completed: { icon: CircleCheck, tone: 'good' },
  cancelled: { icon: Ban, tone: 'neutral' },
}

export const STEP_LOOKS: Readonly<Record<StepStatus, StateLook>> = {
  pending: { icon: Circle, tone: 'neutral' },
  in_progress: { icon: Play, tone: 'active' },
  completed: { icon: CircleCheck, tone: 'good' },
  skipped: { icon: SkipForward, tone: 'warn' },
}

export const TIME_TONES: Readonly<Record<TimeLevel, Tone>> = { normal: 'neutral', amber: 'warn', red: 'bad' }
