import { join } from 'node:path'
import type { Host, Outcome } from '../action.ts'

interface Upload extends Pick<NonNullable<Outcome['report']>, 'files' | 'folder'> {
  readonly name: string
  /** For people. */
  readonly what: 'report' | 'model'
}

/**
 * Uploads a report, or a model, as an artifact of the workflow run, in the place of one of that name in the same attempt: a step may
 * report again what one before it has. A runner without such a service (an enterprise server, a local one) gets a warning: the report is in the
 * job's summary all the same.
 *
 * @returns whether the report left the runner; undefined where it cannot
 */
export async function uploadReport({ files, folder, name, what }: Upload, host: Host): Promise<boolean | undefined> {
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = host.environment
  if (!url || !token) {
    host.warn(`The ${what} was not uploaded as ${name}: this runner has no service for artifacts`)
    return undefined
  }
  const { DefaultArtifactClient, GHESNotSupportedError } = await import('@actions/artifact')
  const client = new DefaultArtifactClient()
  const paths = files.map((file) => join(folder, file))
  const upload = () => client.uploadArtifact(name, paths, folder)
  try {
    await upload().catch(async (error: Error) => {
      if (!TAKEN.test(error.message)) throw error
      host.warn(
        `An earlier step, or another job of this run, has uploaded ${name}, and this ${what} takes its place: jobs that judge apart need names of their own${what === 'report' ? ` (\`artifact: ${name}-2\`)` : ''}`,
      )
      await client.deleteArtifact(name)
      await upload()
    })
    return true
  } catch (error) {
    // Said already.
    if (error instanceof GHESNotSupportedError) return undefined
    const { message } = error as Error
    host.warn(`The ${what} was not uploaded as ${name}: ${message}. Run the job again, or say \`artifact: none\``)
    return false
  }
}

/** What the service says of a name that is taken in this attempt of the run; each attempt has names of its own. */
const TAKEN = /\b409\b|conflict|already exists/i
