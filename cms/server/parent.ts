/** What the process that started this one is told: by Electron's port, or Node's channel; nobody listens otherwise. */
export type ParentMessage =
  | { readonly type: 'provisioned'; readonly apiKey: string; readonly url: string }
  | { readonly type: 'migrating' | 'migrated'; readonly step: string }
  | { readonly type: 'ready'; readonly url: string; readonly signInLink: string | null }

export function tellParent(message: ParentMessage): void {
  const { parentPort } = process as unknown as { parentPort?: { postMessage(message: unknown): void } }
  if (parentPort) parentPort.postMessage(message)
  else process.send?.(message)
}
