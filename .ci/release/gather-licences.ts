import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The licences of the packages that a bundle is made of, as a text that goes with it.
 *
 * @param root folder of `node_modules`
 * @param inputs paths of the files in the bundle, from `root`
 * @throws {Error} if a package says nothing about its licence
 */
export async function gatherLicences(root: string, inputs: readonly string[]): Promise<string> {
  const folders = new Set<string>()
  for (const input of inputs) {
    const found = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/').replace(/^[\w-]+:/, ''))
    if (found !== null) folders.add(found[0])
  }
  const texts = await Promise.all([...folders].sort().map((folder) => licenceOf(join(root, folder))))
  return `Packages in these bundles, each under its own licence.\n\n${[...new Set(texts)].join('\n')}`
}

async function licenceOf(folder: string): Promise<string> {
  const { license, name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  if (typeof license !== 'string') throw new Error(`${folder} names no licence in its package.json`)
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)(\.|-|$)/i.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  if (texts.length === 0)
    texts.push(`Its package brings no text; this is the licence: https://spdx.org/licenses/${license}`)
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${texts.map((text) => `${text.trim()}\n`).join('\n')}`
}
