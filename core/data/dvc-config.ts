import { posix } from 'node:path'

const SECTION = /^\s*\[\s*(.+?)\s*\]\s*$/
const SETTING = /^(\s*)(\w+)(\s*=\s*)(.*?)\s*$/

/**
 * A `.dvc/config` with its relative places of the cache and of remotes made absolute, so that it may stand
 * somewhere else.
 *
 * @param folder absolute, `/` between folders: where the config stands
 * @example
 * rebaseDvcConfig("['remote \"kept\"']\n    url = ../kept\n", '/repo/.dvc') // "['remote \"kept\"']\n    url = /repo/kept\n"
 */
export function rebaseDvcConfig(text: string, folder: string): string {
  return eachSetting(text, (section, name, value) => {
    const place = (section === 'cache' && name === 'dir') || (/^'?remote/.test(section) && name === 'url')
    return place && !isAbsolute(value) ? posix.join(folder, value) : undefined
  }).text
}

/**
 * Where a `.dvc/config` has its cache.
 *
 * @param folder absolute: where the config stands
 * @returns undefined where it does not say
 * @example
 * dvcCacheDir('[cache]\n    dir = ../cache\n', '/repo/.dvc') // '/repo/cache'
 */
export function dvcCacheDir(text: string, folder: string): string | undefined {
  const { settings } = eachSetting(text, () => undefined)
  const value = settings.findLast(({ name, section }) => section === 'cache' && name === 'dir')?.value
  if (value === undefined || value === '') return undefined
  return isAbsolute(value) ? value : posix.join(folder, value)
}

function eachSetting(text: string, replace: (section: string, name: string, value: string) => string | undefined) {
  const settings: { section: string; name: string; value: string }[] = []
  let section = ''
  const lines = text.split('\n').map((line) => {
    const [, title] = SECTION.exec(line) ?? []
    if (title !== undefined) section = title
    const [, indent, name, equals, written] = SETTING.exec(line) ?? []
    if (title !== undefined || name === undefined) return line
    const value = written!.replace(/^(["'])(.*)\1$/, '$2')
    settings.push({ section, name, value })
    const other = replace(section, name, value)
    return other === undefined ? line : `${indent}${name}${equals}${other}`
  })
  return { text: lines.join('\n'), settings }
}

/** Of another machine, of Windows, or of another remote: `s3://…`, `C:\…`, `remote://…`. */
function isAbsolute(value: string): boolean {
  return posix.isAbsolute(value) || /^[a-z][\w+.-]*:/i.test(value) || value.startsWith('~') || value.startsWith('\\\\')
}
