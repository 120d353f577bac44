import type { Reproduction } from '../../core/artifacts/reproduction.ts'
import type { Run } from '../../core/artifacts/run.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { fetchCommit } from '../../core/io/fetch-history.ts'
import { findRevision, isShallow } from '../../core/io/git.ts'
import { recipeChanges } from '../../core/training/recipe.ts'
import type { Host } from '../action.ts'
import { fingerprintsOf, SOURCES } from '../fingerprint.ts'
import { headerOf } from '../header.ts'
import { openInventory } from '../inventory.ts'
import type { Project } from '../project.ts'
import { trainModel } from '../train/train-model.ts'
import { bringData, withCommit } from '../with-commit.ts'
import { compareModels } from './compare-models.ts'

/**
 * Makes a run again from its commit, with the same seeds, and compares the two models.
 *
 * @throws {UserError} if it cannot be made again: the working tree was dirty, or the commit or the data is gone
 */
export async function makeAgain(project: Project, run: Run, host: Host): Promise<Reproduction> {
  const commit = await commitOf(project, run, host)
  const started = host.now()
  return withCommit(project, commit, host, async (then) => {
    const model = modelOf(then, run)
    await bringData(project, then, model)
    await checkData(then, model, run, host)
    const again = (await trainModel(then, model, host, true)).run
    const compared = await compareModels({ now: project, then, model, run, again, host })
    return {
      schema: 'contender/reproduction@1',
      ...headerOf(then, model, run.seeds[0]!),
      run: run.id,
      recorded: run.artifact,
      again: again.artifact,
      ...compared,
      changes: recipeChanges(run, again),
      seconds: (host.now().getTime() - started.getTime()) / 1000,
    }
  })
}

async function commitOf({ inGit, root }: Project, { commit, dirty, id }: Run, { step }: Host): Promise<string> {
  const cannot = `Cannot make run ${id} again: `
  if (commit === null) throw new UserError(`${cannot}it was made outside Git, or before the first commit`)
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit))
    throw new UserError(`${cannot}unexpected commit \`${commit}\`, expected its whole name in hexadecimal digits`)
  const short = commit.slice(0, 7)
  if (dirty !== false)
    throw new UserError(`${cannot}its files were not those of commit ${short}; commit first, then train`)
  if (!inGit) throw new UserError(`${cannot}expected to be in the repository that has commit ${short}`)
  if ((await findRevision(root, commit)) !== undefined) return commit
  if ((await isShallow(root)) && (await fetchCommit(root, commit, step))) return commit
  const how = (await isShallow(root))
    ? 'the clone is shallow: run `git fetch --unshallow`'
    : `run \`git fetch origin ${commit}\``
  throw new UserError(`${cannot}commit ${short} is not in this repository; ${how}`)
}

function modelOf(then: Project, run: Run): Model {
  const { file } = then.config
  const at = run.commit!.slice(0, 7)
  const model = then.models.find(({ name }) => name === run.model)
  if (then.config.digest === run.config && model?.train !== undefined) return model
  throw new UserError(
    `Unexpected ${file} at ${at}, expected the config of run ${run.id}; name the one it was made with by --config`,
  )
}

/** What Git does not hold may be another thing by now, or not be here at all. */
async function checkData(then: Project, model: Model, run: Run, host: Host): Promise<void> {
  const inventory = await openInventory(then, { ...host, warn: () => undefined })
  const { absent, data } = await fingerprintsOf(inventory, model)
  const read = run.builtin === null ? SOURCES : (['train'] as const)
  for (const source of read) {
    const recorded = run.data[source]
    if (recorded === undefined) continue
    const gone = absent[source] ?? []
    if (gone.length === 0 && data[source]?.digest === recorded.digest) continue
    const short = run.commit!.slice(0, 7)
    const paths = gone.length > 0 ? gone.join(' ') : recorded.uri
    const how =
      recorded.by === 'dvc'
        ? `run \`git switch --detach ${short} && dvc pull ${paths}\`, then reproduce from there`
        : 'Git does not hold it: put it back as it was'
    throw new UserError(
      `Cannot make run ${run.id} again: ${paths} (data.${source}) is not here as it was at ${short}; ${how}`,
    )
  }
}
