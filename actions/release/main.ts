import { basename } from 'node:path'
import * as z from 'zod'
import type { Config, Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { overallOutcome } from '../../core/gates.ts'
import { type MergedLine, readMerges } from '../../core/io/github/merged-pulls.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { joinErrors } from '../../core/join-errors.ts'
import { BUMPS } from '../../core/ledger/registry/version.ts'
import { sayReleases, summarizeReleases } from '../../reports/releases.ts'
import { defineAction, type Host } from '../action.ts'
import { type EachDone, eachModel } from '../each-model.ts'
import { gitHubPlace } from '../github-place.ts'
import { projectInputs } from '../inputs.ts'
import { patientClient } from '../patient-client.ts'
import { touchedModels } from '../pipeline/touched-models.ts'
import { openProject, type Project } from '../project.ts'
import { openRegistry, rulesOf } from '../registry/open-registry.ts'
import { bringData, withCommit } from '../with-commit.ts'
import { baseBefore } from './base-before.ts'
import { type MergedCommit, mergedCommit } from './merged-commit.ts'
import { releaseModel } from './release-model.ts'
import type { ReleasedModel, ReleaseTask } from './release-task.ts'
import { touchingCommits } from './touching-commits.ts'

const inputs = z.strictObject({
  ...projectInputs,
  commit: z.string().optional().describe('A commit of the default branch; else the checked-out one'),
  bump: z.enum(BUMPS).optional().describe('How much the version grows, whatever has changed'),
  dryRun: z.boolean().default(false).describe('Judge the models and say what would be released, and write nothing'),
})

type Input = z.output<typeof inputs>

/** `contender release`: what the action does after a merge. */
export const release = defineAction({
  name: 'release',
  summary: 'after a merge: judge the models again, register their versions and publish them as releases',
  examples: [
    ['contender release --dry-run', 'what would be released of the models that the last merge touches'],
    ['contender release --model delay', 'one model, with GITHUB_TOKEN and GITHUB_REPOSITORY set'],
    ['contender release --model delay --commit main~1 --bump minor', 'an older commit, and a step of your own'],
  ],
  inputs,
  outputs: {
    released:
      'JSON list of what was released: `[{"model":"delay","version":"v1.1.0","tag":"delay@v1.1.0","stage":"staging","url":"https://…"}]`',
  },
  async main(input, host) {
    const here = await openProject({ ...input, model: undefined, out: '.contender' }, host)
    if (here.commit === null)
      throw new UserError(
        `No Git repository with a commit around ${here.directory}, expected the checkout of what was merged`,
      )
    const merged = await mergedCommit(here, here.commit, input.commit, host)
    const { done, failures } = await withMerged(here, merged, host, (project) =>
      releaseAll(project, merged, input, host),
    )
    const outcome = overallOutcome([...done, ...failures.map(() => ({ outcome: 'undecided' as const }))])
    return {
      outcome,
      failure: failures.length > 0 ? joinErrors(failures) : undefined,
      text: sayReleases(done, host.paint),
      artifact: { schema: 'contender/released@1', commit: merged.commit, outcome, models: done.map(withoutText) },
      outputs: { released: JSON.stringify(done.filter(({ became }) => became === 'released').map(shown)) },
      summary: summarizeReleases(done),
    }
  },
})

/** A job's checkout is of the commit, with all that its steps have set up; elsewhere it is checked out apart. */
function withMerged<T>(
  here: Project,
  { checkedOut, commit }: MergedCommit,
  host: Host,
  work: (project: Project) => Promise<T>,
) {
  if (checkedOut) return work(here)
  return withCommit(here, commit, host, async (then) => {
    for (const model of then.config.models) await bringData(here, then, model, { own: true })
    return work(then)
  })
}

async function releaseAll(
  project: Project,
  merged: MergedCommit,
  input: Input,
  host: Host,
): Promise<EachDone<ReleasedModel>> {
  const { commit } = merged
  const place = gitHubPlace(host)
  if (place === undefined && !input.dryRun)
    throw new UserError(
      'Missing GITHUB_TOKEN or GITHUB_REPOSITORY, expected a token with `contents: write` and the repository as `owner/name`; --dry-run needs neither',
    )
  const github = place && {
    at: { owner: place.owner, repo: place.repo },
    client: patientClient(place, host),
  }
  const config = basename(input.config)
  const own = { ...host, directory: project.directory }
  const registry = await openRegistry({ config, local: false, place: project }, own)
  const { branch } = rulesOf(registry)
  const base = await baseBefore(project, merged, host)
  const models = await modelsOf(project, base, input)
  if (models.length === 0) return { done: [], failures: [] }
  const readLine = github && readMerges(github.client, github.at, { after: commit, branch: branch.name })
  const pushed =
    readLine === undefined ? NO_LINE : await host.step('looking for what was merged', () => readLine(merged.before))
  const { path: scratch, remove } = temporaryFolder('contender-release-')
  const task: ReleaseTask = {
    ...{ bump: input.bump, commit, config, dryRun: input.dryRun, github, host: own, registry, scratch },
    ...{ base, pushed, readLine },
    touchingCommits: touchingCommits(project, own),
    named: input.model !== undefined,
    workflow: (base?.config ?? project.config).workflow,
  }
  try {
    return await eachModel(models, project, (model) => releaseModel(project, model, task))
  } finally {
    await remove()
  }
}

const NO_LINE: MergedLine = { commits: [], pulls: [], whole: false, isCut: false }

async function modelsOf(
  project: Project,
  base: Awaited<ReturnType<typeof baseBefore>>,
  { config, model }: Input,
): Promise<readonly Model[]> {
  if (model === undefined) return (await touchedModels(project, base, { untracked: false })).touched
  const found = project.config.models.filter(({ name }) => name === model)
  if (found.length > 0) return found
  throw new UserError(`Unknown model \`${model}\` of --model in ${config}, expected one of ${namesOf(project.config)}`)
}

function namesOf({ models }: Config): string {
  return models.map(({ name }) => name).join(', ')
}

function withoutText({ markdown, ...rest }: ReleasedModel) {
  return rest
}

function shown({ model, stage, tag, url, version }: ReleasedModel) {
  return { model, version, tag, stage, url }
}
