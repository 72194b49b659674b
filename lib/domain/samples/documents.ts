import type { Bay, Concern, Job, Order, Queue, Shift } from '../documents'

/** A whole document from the few fields a test cares about. Times are fixed, so that output can be compared. */
const AT = '2026-01-15T10:30:00Z'
const JOB_ID = '00000000-0000-4000-8000-000000000001'

export function sampleOrder(fields: Partial<Order> = {}): Order {
  return {
    orderID: 'AX-20260115-0001',
    takenAs: null,
    tenantId: 'main',
    stage: 'initiated',
    stageSince: AT,
    overallStatus: 'pending',
    paymentStatus: 'pending',
    queue: null,
    bayId: null,
    vehicle: null,
    customer: null,
    services: [],
    totalAmount: 0,
    discount: 0,
    paidAmount: 0,
    currency: 'MYR',
    customerNotes: '',
    staffNotes: '',
    whatsappLinked: false,
    qrCodeGenerated: false,
    createdAt: AT,
    updatedAt: AT,
    version: 1,
    ...fields,
  }
}

export function sampleQueue(fields: Partial<Queue> = {}): Queue {
  return {
    queueId: 'regular',
    tenantId: 'main',
    name: 'Regular',
    open: true,
    entries: [],
    updatedAt: AT,
    version: 1,
    ...fields,
  }
}

export function sampleBay(fields: Partial<Bay> = {}): Bay {
  return {
    bayId: 'bay-1',
    tenantId: 'main',
    name: 'Bay 1',
    position: 0,
    status: 'available',
    statusReason: null,
    orderID: null,
    jobId: null,
    updatedAt: AT,
    version: 1,
    ...fields,
  }
}

export function sampleJob(fields: Partial<Job> = {}): Job {
  return {
    jobId: JOB_ID,
    tenantId: 'main',
    orderID: 'AX-20260115-0001',
    bayId: 'bay-1',
    fromQueue: 'regular',
    fromBay: null,
    plate: 'WXY 1234',
    vehicleType: 'sedan',
    title: 'Basic Wash',
    notes: '',
    status: 'in_progress',
    steps: [],
    startedAt: AT,
    pausedAt: null,
    pausedMs: 0,
    finishedAt: null,
    updatedAt: AT,
    version: 1,
    ...fields,
  }
}

export function sampleConcern(fields: Partial<Concern> = {}): Concern {
  return {
    concernId: JOB_ID,
    tenantId: 'main',
    orderID: null,
    plate: null,
    action: '{}',
    answer: '{}',
    raisedBy: 'station:bay-1',
    raisedAt: AT,
    decision: null,
    decidedBy: null,
    decidedAt: null,
    updatedAt: AT,
    version: 1,
    ...fields,
  }
}

export function sampleShift(fields: Partial<Shift> = {}): Shift {
  return {
    shiftId: JOB_ID,
    tenantId: 'main',
    number: 1,
    openedAt: AT,
    openedBy: 'station:desk',
    currency: 'MYR',
    float: 20_000,
    fromSeq: 0,
    closedAt: null,
    closedBy: null,
    counted: null,
    toSeq: null,
    expected: null,
    note: '',
    updatedAt: AT,
    version: 1,
    ...fields,
  }
}
