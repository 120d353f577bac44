/** Licenses that models and data go by. */
export const SPDX_IDS: readonly string[] = [
  ...['0BSD', 'AFL-3.0', 'AGPL-3.0', 'AGPL-3.0-only', 'AGPL-3.0-or-later', 'Apache-2.0', 'Artistic-2.0'],
  ...['BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BSD-3-Clause-Clear', 'BSL-1.0', 'C-UDA-1.0'],
  ...['CC-BY-2.0', 'CC-BY-2.5', 'CC-BY-3.0', 'CC-BY-4.0', 'CC-BY-NC-2.0', 'CC-BY-NC-3.0', 'CC-BY-NC-4.0'],
  ...['CC-BY-NC-ND-3.0', 'CC-BY-NC-ND-4.0', 'CC-BY-NC-SA-2.0', 'CC-BY-NC-SA-3.0', 'CC-BY-NC-SA-4.0'],
  ...['CC-BY-ND-4.0', 'CC-BY-SA-3.0', 'CC-BY-SA-4.0', 'CC0-1.0', 'CDLA-Permissive-1.0', 'CDLA-Permissive-2.0'],
  ...['CDLA-Sharing-1.0', 'ECL-2.0', 'EPL-1.0', 'EPL-2.0', 'EUPL-1.1', 'EUPL-1.2', 'GPL-2.0', 'GPL-2.0-only'],
  ...['GPL-2.0-or-later', 'GPL-3.0', 'GPL-3.0-only', 'GPL-3.0-or-later', 'ISC', 'LGPL-2.1', 'LGPL-2.1-only'],
  ...['LGPL-2.1-or-later', 'LGPL-3.0', 'LGPL-3.0-only', 'LGPL-3.0-or-later', 'LPPL-1.3c', 'MIT', 'MIT-0', 'MPL-2.0'],
  ...['MS-PL', 'MulanPSL-2.0', 'NCSA', 'ODbL-1.0', 'ODC-By-1.0', 'OFL-1.1', 'OSL-3.0', 'PDDL-1.0', 'PostgreSQL'],
  ...['Python-2.0', 'Unlicense', 'WTFPL', 'Zlib'],
]

const BY_NAME = new Map(SPDX_IDS.map((id) => [id.toLowerCase(), id]))

/**
 * The identifier of SPDX for a license as people write it, or as Hugging Face does: in any case.
 *
 * @returns undefined of one that is not among those that models go by
 * @see https://spdx.org/licenses/
 * @example
 * spdxId('apache-2.0') // 'Apache-2.0'
 */
export function spdxId(license: string): string | undefined {
  return BY_NAME.get(license.trim().toLowerCase())
}
