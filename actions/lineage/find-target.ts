import { suggest, UserError } from '../../core/errors.ts'
import { findRevision } from '../../core/io/git.ts'
import type { Registry } from '../../core/ledger/registry/registry.ts'
import { runsBack, searchRun } from '../../core/runs/find-run.ts'
import type { RunName } from '../../core/runs/known-run.ts'
import { shortIds } from '../../core/runs/short-ids.ts'
import type { Project } from '../project.ts'
import { type AskedVersion, askedVersion } from '../registry/asked-version.ts'
import { chooseRun } from '../runs/choose-run.ts'
import type { Records } from './records.ts'

/** What a lineage is asked of. */
export type Target =
  | ({ readonly kind: 'version' } & AskedVersion)
  | { readonly kind: 'run'; readonly name: RunName }
  | { readonly kind: 'commit'; readonly model: string; readonly commit: string }

/**
 * A version (`delay@v1.2.0`, or `v1.2.0` where there is one model), a stage (`delay#production`), a run,
 * or a revision of Git.
 *
 * @throws {UserError} if nothing goes by that name, or more than one thing does
 */
export async function findTarget(asked: string, { history, project, registry }: Records): Promise<Target> {
  const version = askedVersion(asked, registry, () => oneModel(project, asked))
  if (version !== undefined) return { kind: 'version', ...version }
  const name = runsBack(asked) === undefined ? searchRun(asked, history.names) : chooseRun(history, asked).run
  if (name !== undefined) return { kind: 'run', name }
  const commit = project.inGit ? await findRevision(project.root, asked) : undefined
  if (commit !== undefined) return { kind: 'commit', model: oneModel(project, asked), commit }
  const known = [...knownVersions(registry), 'latest', ...shortIds(history.names.map(({ id }) => id)).values()]
  throw new UserError(
    history.names.length + registry.size === 0
      ? `Unknown version, run or commit \`${asked}\`: nothing is registered and no run is known yet`
      : `Unknown version, run or commit \`${asked}\`, ${suggest(asked, known)}`,
  )
}

function oneModel({ models }: Project, asked: string): string {
  if (models.length === 1) return models[0]!.name
  const names = models.map(({ name }) => name).join(', ')
  throw new UserError(`Missing model beside \`${asked}\`, expected --model with one of ${names}`)
}

function knownVersions(registry: Registry): string[] {
  return [...registry.values()].flatMap(({ name, versions }) => versions.map(({ version }) => `${name}@${version}`))
}
