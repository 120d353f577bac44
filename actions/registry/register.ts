import { join } from 'node:path'
import * as z from 'zod'
import type { Run } from '../../core/artifacts/run.ts'
import { suggest, UserError } from '../../core/errors.ts'
import { resolveRevision } from '../../core/io/git.ts'
import { register as planRegistration } from '../../core/ledger/registry/register.ts'
import { BUMPS } from '../../core/ledger/registry/version.ts'
import { renderChange } from '../../reports/registry.ts'
import { defineAction, type Host } from '../action.ts'
import { configAt } from '../at-commit.ts'
import { openLedger } from '../ledger.ts'
import { newestRuns } from '../runs-folder.ts'
import { artifactAt } from './artifact-at.ts'
import { changeInputs, changeRegistry } from './change-registry.ts'
import { isOnBranch } from './on-branch.ts'
import { type OpenRegistry, rulesOf } from './open-registry.ts'

/** `contender registry register` */
export const register = defineAction({
  name: 'registry register',
  summary: 'give a commit of the default branch a version of a model',
  examples: [
    ['contender registry register delay', 'the checked-out commit, as the next minor version (the first is v1.0.0)'],
    [
      'contender registry register delay v2.0.0 --commit main~1 --reason "New target"',
      'a version and a commit by name',
    ],
  ],
  inputs: z.strictObject({
    model: z.string().describe('A model of contender.yml'),
    version: z.string().optional().describe('Such as v1.2.0; else the one after the highest'),
    commit: z.string().default('HEAD').describe('Branch, tag or commit of the default branch'),
    bump: z.enum(BUMPS).optional().describe('Which part of the highest version grows: minor, where none is named'),
    below: z.boolean().default(false).describe('Allow a version below the highest: a repair of an older one'),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, { error: 'expected sha256: and 64 hexadecimal digits' })
      .optional()
      .describe('Digest of a model file that neither Git nor DVC holds'),
    ...changeInputs,
  }),
  positional: ['model', 'version'],
  async main(input, host) {
    if (input.version !== undefined && input.bump !== undefined)
      throw new UserError('Unexpected --bump beside a version, expected one of them')
    const { change } = await changeRegistry(input, host, async (open) => {
      const { place, registry } = open
      const commit = await commitToRegister(open, input.commit, host)
      const config = await configAt(place, commit, input.config)
      const model = config?.models.find(({ name }) => name === input.model)
      if (model === undefined) {
        const known =
          config === undefined
            ? 'there is no such file yet'
            : suggest(
                input.model,
                config.models.map(({ name }) => name),
              )
        throw new UserError(`Unknown model \`${input.model}\` in ${input.config} at ${commit.slice(0, 7)}, ${known}`)
      }
      const artifact = await artifactAt(place, model, {
        commit,
        digest: input.digest,
        recorded: () => recordedDigest(open, { ...input, commit }, host),
      })
      const known = registry.get(input.model) ?? { name: input.model, versions: [] }
      return { changes: [planRegistration(known, { ...input, commit })], artifact }
    })
    return { outcome: 'pass', text: renderChange(change, undefined, host.paint), artifact: change }
  },
})

/** @throws {UserError} if the commit is not part of the default branch */
async function commitToRegister(open: OpenRegistry, revision: string, host: Host): Promise<string> {
  const { root } = open.place
  const { name, tip } = rulesOf(open).branch
  const commit = await resolveRevision(root, revision)
  if (await isOnBranch(root, commit, tip, host)) return commit
  const shown = revision === commit ? '' : ` (${revision})`
  throw new UserError(
    `Unexpected commit ${commit.slice(0, 7)}${shown}, expected one of the default branch ${name}: merge and push it first, or name another by --commit`,
  )
}

/** Digest of the model that the newest run of a clean commit made: of this folder's runs, then of the ledger's. */
async function recordedDigest(
  { place }: OpenRegistry,
  { commit, local, model }: { readonly commit: string; readonly local: boolean; readonly model: string },
  host: Host,
): Promise<string | undefined> {
  const madeIt = (run: Run) => run.commit === commit && run.dirty !== true
  for await (const { run } of newestRuns({ out: join(place.directory, '.contender') }, model))
    if (madeIt(run)) return run.artifact.digest
  const ledger = await openLedger(place, host, { local })
  return (await ledger.runs(model)).findLast(({ run }) => madeIt(run))?.run.artifact.digest
}
