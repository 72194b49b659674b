import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { STAND_IN_DIST } from '../support/electron-executable'
import { executable } from './station-app'

const ROOT = resolve(import.meta.dirname, '../..')

export interface PackagedStation {
  /** Folder of the unpacked program. */
  readonly folder: string
  readonly executable: string
  /** Folder with the archive and the bundled server. */
  readonly resources: string
  remove(): void
}

/**
 * Packs this system's `--dir` build with the product's own configuration. Two things differ from an installer's: on the
 * stand-in the fuses are not set (it has none), and on Electron the one that forbids `--inspect` stays open, since that
 * is how Playwright reaches main.
 *
 * @param updates where it looks for newer versions; nowhere without
 */
export async function packageStation({ updates }: { readonly updates?: string } = {}): Promise<PackagedStation> {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-server.mjs'), '--packaged'], { stdio: 'inherit' })
  const output = mkdtempSync(join(tmpdir(), 'ax-packaged-'))
  const publish = updates === undefined ? null : { provider: 'generic' as const, url: updates }
  const onStandIn = executable.kind === 'stand-in'
  await build({
    projectDir: ROOT,
    publish: 'never',
    targets: Platform.current().createTarget('dir', Arch[process.arch as 'x64' | 'arm64']),
    config: {
      extends: join(ROOT, 'electron-builder.yml'),
      directories: { output },
      publish,
      ...(onStandIn ? { electronDist: STAND_IN_DIST, electronFuses: null } : {}),
      ...(onStandIn ? {} : { electronFuses: { enableNodeCliInspectArguments: true } }),
    },
  })
  const folder = join(output, readdirSync(output).find((name) => /unpacked|^mac/.test(name)) as string)
  const inside = {
    linux: { executable: 'ax-station', resources: 'resources' },
    win32: { executable: 'AX Station.exe', resources: 'resources' },
    darwin: {
      executable: 'AX Station.app/Contents/MacOS/AX Station',
      resources: 'AX Station.app/Contents/Resources',
    },
  }[process.platform as 'linux' | 'win32' | 'darwin']
  return {
    folder,
    executable: join(folder, inside.executable),
    resources: join(folder, inside.resources),
    remove: () => rmSync(output, { recursive: true, force: true }),
  }
}
