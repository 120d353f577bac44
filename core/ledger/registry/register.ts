import { UserError } from '../../errors.ts'
import type { Change } from './change.ts'
import type { RegisteredModel } from './registry.ts'
import { type Bump, compareVersions, isVersion, nextVersion } from './version.ts'

/** What a first version is called, and how much the next ones grow: a model that was trained again is a new one. */
const FIRST = 'v1.0.0'
const USUAL: Bump = 'minor'

interface Registration {
  readonly commit: string
  /** As a person named it; else the one after the highest. */
  readonly version?: string | undefined
  readonly bump?: Bump | undefined
  /** Allows a version below the highest: a repair of an older one. */
  readonly below?: boolean | undefined
}

/**
 * Gives a commit a version of a model.
 *
 * @param model undefined before its first version
 * @throws {UserError} if the version is none, is taken, is not above all others, or the commit has another
 */
export function register(
  model: Pick<RegisteredModel, 'name' | 'versions'>,
  { below = false, bump, commit, version: named }: Registration,
): Change {
  const versions = model.versions.filter(({ version }) => isVersion(version))
  const version = named ?? after(versions[0]?.version, bump)
  const { name } = model
  if (!isVersion(version)) throw new UserError(`Unexpected version \`${version}\`, expected one such as ${FIRST}`)
  const here = versions.find((one) => one.commit === commit)
  const again = here?.version === version && here.deprecated && named !== undefined
  if (here !== undefined && !again) {
    const advice = here.deprecated ? `, deprecated; name it to register it again` : ''
    throw new UserError(
      `Unexpected second version of one commit: ${commit.slice(0, 7)} is ${name} ${here.version} already${advice}`,
    )
  }
  const taken = versions.find((one) => one.version === version && !again)
  if (taken !== undefined) {
    throw new UserError(
      `Unexpected version ${version} of ${name}: it is commit ${taken.commit.slice(0, 7)} already, the next is ${after(versions[0]?.version, bump)}`,
    )
  }
  const highest = versions[0]?.version
  if (!again && !below && highest !== undefined && compareVersions(version, highest) <= 0) {
    throw new UserError(
      `Unexpected version ${version} of ${name}, expected one above ${highest}; --below allows it, for a repair of an older version`,
    )
  }
  return { action: 'register', version, stage: null, commit }
}

function after(highest: string | undefined, bump: Bump | undefined): string {
  return highest === undefined ? FIRST : nextVersion(highest, bump ?? USUAL)
}
