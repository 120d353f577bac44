import type { Origin } from '../../core/artifacts/evidence.ts'

/** One file of an evidence pack. */
export interface PackFile {
  readonly file: string
  /** What it is, for people. */
  readonly about: string
  readonly from: readonly Origin[]
  readonly text: string
}

/** A file of JSON that people can read. */
export function jsonFile(file: string, about: string, from: readonly Origin[], value: unknown): PackFile {
  return { file, about, from, text: `${JSON.stringify(value, null, 2)}\n` }
}
