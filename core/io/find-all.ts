import { UserError } from '../errors.ts'
import { findFiles } from './find-files.ts'

interface Place {
  readonly directory: string
  readonly root: string
}

/** Of each pattern the files, once each, with the pattern; and the patterns that name none, with the first reason. */
export async function findAll(place: Place, patterns: readonly string[]) {
  const found = new Map<string, string>()
  const missed: string[] = []
  let why: unknown
  for (const one of patterns) {
    const files = await findFiles(one, place.directory, place.root).catch((error: unknown) => {
      if (!(error instanceof UserError && /^(No file matches|Missing file)/.test(error.message))) throw error
      why ??= error
      return []
    })
    if (files.length === 0) missed.push(one)
    for (const { shown } of files) found.set(shown, one)
  }
  return { found, missed, why }
}
