import { UserError } from '../../core/errors.ts'

/**
 * What a changelog says of a version.
 *
 * @param changelog in the form of Keep a Changelog: `## 1.2.0` or `## [1.2.0] - 2026-11-21` above each version
 * @throws {UserError} if the version is not in it, or nothing stands below it
 * @example
 * changelogOf('## 1.2.0\n\n- Faster\n\n## 1.1.0\n', '1.2.0') // '- Faster'
 */
export function changelogOf(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m).slice(1)
  const part = parts.find((text) => text.split('\n', 1)[0]!.replace(/^\[|\].*$| .*$/g, '') === version)
  const text = part?.slice(part.indexOf('\n')).trim()
  if (text) return text
  throw new UserError(
    `Missing version ${version} in CHANGELOG.md, expected a heading \`## ${version}\` with what changed`,
  )
}
