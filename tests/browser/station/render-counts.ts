import type { Page } from '@playwright/test'

/** A component that rendered again, with the document it shows: `OrderCard AX-20260115-0042`. */
export interface RenderCounts {
  /** Forgets what has rendered so far. */
  reset(): Promise<void>
  /** Every render of a component that stood on the page already, once per commit; mounts are not among them. */
  updates(...components: string[]): Promise<string[]>
}

/**
 * Counts what React really rendered, through the hook its own developer tools use: nothing of the product is wrapped
 * or replaced. Call it before the page is opened.
 */
export async function countRenders(page: Page): Promise<RenderCounts> {
  await page.addInitScript(install)
  return {
    reset: () => page.evaluate(() => void window.componentRenders.splice(0)),
    updates: (...components) =>
      page.evaluate(
        (wanted) => window.componentRenders.filter((name) => wanted.includes(name.split(' ')[0] ?? '')),
        components,
      ),
  }
}

declare global {
  interface Window {
    componentRenders: string[]
  }
}

/** What is read of React’s tree. */
interface Fiber {
  readonly tag: number
  readonly flags: number
  readonly type: { readonly name?: string; readonly type?: { readonly name?: string } } | null
  readonly memoizedProps: Readonly<Record<string, unknown>> | null
  readonly alternate: Fiber | null
  readonly child: Fiber | null
  readonly sibling: Fiber | null
}

/** Runs in the page, before its scripts: it may use nothing of this file. */
function install(): void {
  const PERFORMED_WORK = 1
  const COMPONENTS = [0, 11, 14, 15]
  window.componentRenders = []
  const visit = (now: Fiber, before: Fiber | null): void => {
    if (!before) return
    if (COMPONENTS.includes(now.tag) && now.flags & PERFORMED_WORK) {
      const name = now.type?.name ?? now.type?.type?.name ?? ''
      const shown = now.memoizedProps?.orderID ?? now.memoizedProps?.bayId ?? now.memoizedProps?.stage ?? ''
      window.componentRenders.push(`${name} ${String(shown)}`.trim())
    }
    // The same child means that nothing below was looked at.
    if (now.child === before.child) return
    for (let child = now.child; child; child = child.sibling) visit(child, child.alternate)
  }
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      renderers: new Map(),
      supportsFiber: true,
      checkDCE() {},
      inject: () => 1,
      onScheduleFiberRoot() {},
      onCommitFiberUnmount() {},
      onPostCommitFiberRoot() {},
      onCommitFiberRoot: (_renderer: number, root: { readonly current: Fiber }) =>
        visit(root.current, root.current.alternate),
    },
  })
}
