/** A desktop entry for `~/.config/autostart`. Quoting as the Desktop Entry Specification 1.5 asks. */
export function xdgEntry(executable: string, args: readonly string[]): string {
  const quoted = [executable, ...args].map((part) => `"${part.replaceAll(/(["`$\\])/g, '\\$1').replaceAll('%', '%%')}"`)
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=AX Station',
    `Exec=${quoted.join(' ').replaceAll('\\', '\\\\')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}
