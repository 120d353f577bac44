import { readFileSync } from 'node:fs'

/** What reference.py wrote. */
interface Reference {
  readonly z: readonly number[]
  readonly p: readonly number[]
  readonly df: readonly number[]
  readonly normalCdf: readonly number[]
  readonly normalQuantile: readonly number[]
  readonly tCdf: readonly (readonly number[])[]
  readonly tQuantile: readonly (readonly number[])[]
  readonly splitDifferences: readonly number[]
}

export const REFERENCE: Reference = JSON.parse(
  readFileSync(new URL('./fixtures/reference.json', import.meta.url), 'utf8'),
)
