import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { type Ruleset, rulesetFiles } from '../../../actions/init/ruleset-files.ts'
import { LEDGER_BRANCH } from '../../../core/ledger/branch.ts'
import { parseTagName } from '../../../core/ledger/registry/tag-name.ts'

const rulesets = (app?: number) =>
  rulesetFiles(app).map(({ text }) => JSON.parse(text) as Ruleset) as [Ruleset, Ruleset, Ruleset, ...Ruleset[]]

/** Whether GitHub's own description of its API takes this body for a new ruleset. */
function takenByGitHub(): (ruleset: unknown) => boolean {
  const { components, paths } = createRequire(import.meta.url)('@octokit/openapi/generated/api.github.com.json')
  const { schema } = paths['/repos/{owner}/{repo}/rulesets'].post.requestBody.content['application/json']
  return new Ajv({ strict: false, logger: false, validateSchema: false }).compile({ ...schema, components })
}

/** GitHub's patterns: a star stops at a slash; `**` is taken for one folder or more, the least that it is. */
function covers({ conditions: { ref_name } }: Ruleset, ref: string): boolean {
  return ref_name.include.some((pattern) => {
    const parts = pattern.split(/(\*\*\/|\*)/).map((part) => {
      if (part === '**/') return '(?:[^/]+/)+'
      return part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    })
    return new RegExp(`^${parts.join('')}$`).test(ref)
  })
}

test('every ruleset is one that GitHub takes', () => {
  const isTaken = takenByGitHub()
  for (const ruleset of [...rulesets(), ...rulesets(123456)]) assert.ok(isTaken(ruleset))
  assert.ok(!isTaken({ ...rulesets()[0], target: 'tags' }))
  assert.ok(!isTaken({ ...rulesets()[0], rules: [{ type: 'creations' }] }))
})

test('every tag of the registry is covered, in folders too, and no other tag', () => {
  const [registry] = rulesets()
  for (const tag of [
    'delay@v1.2.0',
    'delay@v1.2.0!',
    'delay@v1.2.0#2',
    'delay#production#3',
    'delay#eu/production!#4',
    'delay@deprecated',
    'team/eu/delay@v1.0.0',
    'models/fraud=clf#staging#1',
  ]) {
    assert.notEqual(parseTagName(tag), undefined)
    assert.ok(covers(registry, `refs/tags/${tag}`), tag)
  }
  for (const tag of ['v1.2.0', 'contender-v1', 'package@1.2.0', 'release/2026'])
    assert.ok(!covers(registry, `refs/tags/${tag}`), tag)
})

test('only the App, and without one only administrators, may write; nobody may rewrite the ledger', () => {
  const passing = (app?: number) => rulesets(app).map((each) => each.bypass_actors)
  const app = { actor_id: 123456, actor_type: 'Integration', bypass_mode: 'always' }
  const admin = { actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }
  assert.deepEqual(passing(123456), [[app], [app], [], []])
  assert.deepEqual(passing(), [[admin], [admin], []])
  const types = rulesets().map(({ rules }) => rules.map(({ type }) => type))
  assert.deepEqual(types, [
    ['creation', 'update', 'deletion'],
    ['creation', 'update'],
    ['deletion', 'non_fast_forward'],
  ])
  for (const ledger of rulesets().slice(1)) {
    assert.ok(covers(ledger, `refs/heads/${LEDGER_BRANCH}`))
    assert.ok(!covers(ledger, 'refs/heads/contender/retrain/delay'))
  }
})

test('with the App, the default branch takes its two checks, of no other source; without one no check is required', () => {
  const checks = rulesets(123456)[3]!
  assert.deepEqual(checks.conditions.ref_name.include, ['~DEFAULT_BRANCH'])
  assert.deepEqual(
    checks.rules.map((rule) => rule.type === 'required_status_checks' && rule.parameters.required_status_checks),
    [
      [
        { context: 'contender / metrics', integration_id: 123456 },
        { context: 'contender / governance', integration_id: 123456 },
      ],
    ],
  )
  assert.ok(!JSON.stringify(rulesets()).includes('required_status_checks'))
})
