import { posix } from 'node:path'
import { PUBLISHED } from '../artifacts/published.ts'

/** The files of a release beside the model, by what they are. */
export const ASSETS = {
  ...PUBLISHED,
  comparison: 'comparison.json',
  release: 'release.json',
  sums: 'SHA256SUMS',
} as const

/** GitHub takes files below 2 GiB. */
export const MOST_BYTES = 2 ** 31 - 1

/**
 * The name that a model's file has in its release: GitHub would rename others, and ours are taken.
 *
 * @param uri its path
 * @example
 * modelAssetName('models/delay model.onnx') // 'delay.model.onnx'
 * modelAssetName('release.json') // 'model-release.json'
 */
export function modelAssetName(uri: string): string {
  const name =
    posix
      .basename(uri.replaceAll('\\', '/'))
      .replace(/[^\w.-]+/g, '.')
      .replace(/\.{2,}/g, '.')
      .replace(/^\.+|\.+$/g, '') || 'model'
  return Object.values<string>(ASSETS).includes(name) ? `model-${name}` : name
}

/**
 * The text of SHA256SUMS, as `sha256sum --check` reads it.
 *
 * @param files with digests as `sha256:…`
 * @example
 * sumsOf([{ name: 'a', digest: 'sha256:00' }]) // '00  a\n'
 */
export function sumsOf(files: readonly { readonly name: string; readonly digest: string }[]): string {
  return files.map(({ digest, name }) => `${digest.slice('sha256:'.length)}  ${name}\n`).join('')
}
