import * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import { findModel } from '../../core/ledger/registry/find.ts'
import { assign as planPromotion } from '../../core/ledger/registry/promote.ts'
import { renderChange } from '../../reports/registry.ts'
import { defineAction, type Host } from '../action.ts'
import { changeInputs, changeRegistry } from './change-registry.ts'
import { isOnBranch } from './on-branch.ts'
import { type OpenRegistry, rulesOf, stagesOf } from './open-registry.ts'

/** `contender registry assign` */
export const assign = defineAction({
  name: 'registry assign',
  summary: 'promote a version to a stage',
  examples: [
    ['contender registry assign delay v1.1.0 staging', 'a version begins in the first stage of contender.yml'],
    [
      'contender registry assign delay v1.1.0 production --reason "A week in staging without a complaint"',
      'and goes up',
    ],
  ],
  inputs: z.strictObject({
    model: z.string().describe('A registered model'),
    version: z.string().describe('One of its versions'),
    stage: z.string().describe('A stage of contender.yml on the default branch'),
    ...changeInputs,
  }),
  positional: ['model', 'version', 'stage'],
  async main(input, host) {
    const { before, change } = await changeRegistry(input, host, async (open) => {
      const change = planPromotion(findModel(open.registry, input.model), input.version, input.stage, stagesOf(open))
      await refuseOther(open, change.commit, input, host)
      return { changes: [change] }
    })
    const replaced = before.registry.get(input.model)?.stages.get(input.stage)?.version
    return { outcome: 'pass', text: renderChange(change, replaced, host.paint), artifact: change }
  },
})

/**
 * Other tools register commits of any branch.
 *
 * @throws {UserError} if the version is one that nobody merged
 */
async function refuseOther(
  open: OpenRegistry,
  commit: string,
  { model, version }: { readonly model: string; readonly version: string },
  host: Host,
): Promise<void> {
  const { name, tip } = rulesOf(open).branch
  if (await isOnBranch(open.place.root, commit, tip, host)) return
  throw new UserError(
    `Unexpected promotion of ${model} ${version}: its commit ${commit.slice(0, 7)} is not on the default branch ${name}; merge it and register what was merged`,
  )
}
