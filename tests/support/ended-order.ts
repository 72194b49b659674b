/** The row of an order that is paid and gone. */
export const endedOrder = (orderID: string) =>
  ({
    tenant: 'main',
    orderID,
    stage: 'completed',
    overallStatus: 'picked_up',
    paymentStatus: 'paid',
  }) as const
