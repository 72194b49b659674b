import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { Command } from '@/lib/domain'
import { command, newOrder } from '../support/site'
import { ask, executable, logOf } from './station-app'
import { openWorkplace } from './workplace'

/** Taps of an hour without the server, of which half can no longer be done; main is killed wherever they are on their way. */
test(`what was refused outlives kill -9 of main, until a person has decided [${executable.describe}]`, async () => {
  const workplace = await openWorkplace()
  const { server, proxy, start } = workplace
  let station = await start()
  try {
    const orders = [await newOrder(server, 'RFD 1'), await newOrder(server, 'RFD 2')] as const
    await expect(station.page.getByText('RFD 2').first()).toBeVisible()
    proxy.set({ kind: 'cut' })
    const sent = orders.map((orderID): Command => {
      const payload = { orderID, stage: 'open' } as const
      return { id: randomUUID(), issuedAt: new Date().toISOString(), type: 'order.setStage', payload }
    }) as [Command, Command]
    for (const each of sent) await ask(station.page, 'feed:send', each)
    await command(server, 'order.cancel', { orderID: orders[1] })
    await station.kill()
    station = await start()
    proxy.set({ kind: 'pass' })
    await ask(station.page, 'feed:syncNow')
    const attention = (count: number) => station.page.getByRole('button', { name: `Needs attention (${count})` })
    await expect(attention(1)).toBeVisible()
    expect((await ask(station.page, 'feed:load')).refused?.map((each) => each.command.id)).toEqual([sent[1].id])

    await station.kill()
    station = await start()
    await attention(1).click()
    const entry = station.page.getByRole('dialog', { name: 'Needs attention' }).getByRole('listitem')
    await expect(entry).toContainText('To “Waiting”')
    await expect(entry).toContainText('Cancelled')
    await entry.getByRole('button', { name: 'Discard…' }).click()
    await entry.getByRole('button', { name: 'Done another way' }).click()
    await expect(station.page.getByText('All is settled.')).toBeVisible()
    expect(logOf(station.folder)).toMatch(/A person decided on a refused command.*done_otherwise/)

    await station.kill()
    station = await start()
    await expect(station.page.getByText('Current', { exact: true })).toBeVisible()
    expect((await ask(station.page, 'feed:load')).refused).toEqual([])
    await expect(attention(1)).toHaveCount(0)
  } finally {
    await workplace.end()
  }
})
