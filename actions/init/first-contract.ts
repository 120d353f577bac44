import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { UserError } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'
import { findFiles } from '../../core/io/find-files.ts'
import type { Host } from '../action.ts'
import { openProject, type Project } from '../project.ts'
import { contractPath } from '../validate/read-contract.ts'
import { hasData } from '../validate/validate-model.ts'
import { writeContract } from '../validate/write-contract.ts'

/** More is not read just to begin with. */
const MOST_BYTES = 256e6

/** What became of the data contract: written, there already, or not to be had, and why. */
export type FirstContract =
  | { readonly became: 'written' | 'left'; readonly path: string }
  | { readonly became: 'none'; readonly why: string | undefined }

/**
 * Makes the data contract of a config that is there now. It is made from the data, and where these cannot
 * be read yet the config stands without one.
 *
 * @param cut the file that `prepare` cuts in two, where that is what it does
 */
export async function firstContract(config: string, cut: string | undefined, host: Host): Promise<FirstContract> {
  const project = await openProject({ config, out: '.contender' }, host)
  if (await exists(contractPath(project))) return { became: 'left', path: CONTRACT }
  if (!project.models.some(({ data }) => hasData(data))) return { became: 'none', why: undefined }
  const later = `${CONTRACT} is not written yet: `
  if ((await bytesOf(project, cut)) > MOST_BYTES)
    return {
      became: 'none',
      why: `${later}\`contender validate --write\` reads all the data for it, which takes a while.`,
    }
  try {
    await writeContract(project, host, false)
    return { became: 'written', path: CONTRACT }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { became: 'none', why: `${later}${error.message}; then \`contender validate --write\` makes it.` }
  }
}

/** Of the files that the config names; what another `prepare` reads is not known, and counts for nothing. */
async function bytesOf({ directory, models, root }: Project, cut: string | undefined): Promise<number> {
  let bytes = 0
  for (const { data } of models) {
    for (const source of data.prepare === undefined ? [data.train, data.test, data.validation] : [cut]) {
      if (source === undefined) continue
      const files = await findFiles(source, directory, root).catch(() => [])
      for (const file of files) bytes += file.bytes
    }
  }
  return bytes
}
