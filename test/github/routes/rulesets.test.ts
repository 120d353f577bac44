import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('rulesets: they are kept, and those that are active name the rules of a branch', async (t) => {
  const { as, at, github } = await scene(t)
  const olga = as(github.userToken('olga'))
  const rule = {
    type: 'required_status_checks' as const,
    parameters: {
      strict_required_status_checks_policy: false,
      required_status_checks: [{ context: 'contender / metrics' }],
    },
  }
  const conditions = { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } }
  const ruleset = { ...at, name: 'main', enforcement: 'active' as const, conditions, rules: [rule] }
  const { data } = await olga.repos.createRepoRuleset(ruleset)
  const rules = async (branch: string) =>
    (await olga.repos.getBranchRules({ ...at, branch })).data.map(({ type }) => type)
  assert.deepEqual(await rules('main'), ['required_status_checks'])
  assert.deepEqual(await rules('change'), [])
  await olga.repos.updateRepoRuleset({ ...at, ruleset_id: data.id, enforcement: 'disabled' })
  assert.deepEqual(await rules('main'), [])
  const ann = as(github.userToken('ann'))
  await assert.rejects(ann.repos.createRepoRuleset(ruleset), { status: 403 })
})
