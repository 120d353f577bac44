import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { TRUST_ITEMS } from '../../core/governance/policies/trust.ts'
import { policyItems } from '../../core/governance/policy-items.ts'
import { signersOf } from '../../core/governance/signers.ts'
import { governed, signed } from './example-change.ts'

const ids = (written: object) => policyItems(governed(written)).map(({ id }) => id)

test('policyItems: items of trust, then the policy, then the team’s own', () => {
  assert.deepEqual(ids({ items: [signed()] }), [
    ...['judged-by', 'removal'],
    ...['gates', 'data', 'review', 'high-risk', 'retraining'],
    'dpia',
  ])
  assert.deepEqual(ids({ policy: 'none' }), ['judged-by', 'removal'])
})

test('policyItems: no policy leaves out what trust asks for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('none', 'default'),
      fc.uniqueArray(fc.stringMatching(/^own-[a-z]{1,5}$/)),
      (policy, own) => {
        const all = ids({ policy, items: own.map((id) => signed({ id })) })
        for (const { id } of TRUST_ITEMS) assert.ok(all.includes(id))
        assert.equal(new Set(all).size, all.length)
      },
    ),
  )
})

test('policyItems: what no machine checks and nobody in particular signs is the owner’s', () => {
  const governance = governed({ owner: ['@acme/risk', 'admin'] })
  const items = policyItems(governance)
  const signers = Object.fromEntries(items.map((item) => [item.id, signersOf(item, governance)]))
  assert.deepEqual(signers, {
    ...{ 'judged-by': ['@acme/risk', 'admin'], removal: ['@acme/risk', 'admin'], 'high-risk': ['@acme/risk', 'admin'] },
    ...{ gates: [], data: [], review: [], retraining: ['write'] },
  })
})
