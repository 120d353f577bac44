import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missingOf, readCard } from '../../core/card/card-file.ts'

test('readCard: what is said of one model goes over what is said of all', () => {
  const text = 'license: MIT\nsummary: All\nmodels:\n  delay: { summary: Delay }\n'
  assert.deepEqual(readCard(text, 'delay'), { license: 'MIT', summary: 'Delay' })
  assert.deepEqual(readCard(text, 'fare'), { license: 'MIT', summary: 'All' })
  assert.deepEqual(readCard(text, 'constructor'), { license: 'MIT', summary: 'All' })
})

test('readCard: a field of another kind is named with its place', () => {
  assert.throws(
    () => readCard('summary: [a]', 'delay'),
    /Unexpected card\.yml:1 → summary: expected string, received array/,
  )
  assert.throws(() => readCard('models:\n  delay:\n    risks: 3\n', 'delay'), /card\.yml:3 → models\.delay\.risks/)
  assert.throws(() => readCard('a: [', 'delay'), /card\.yml:1/)
})

test('missingOf: nothing is missing of a card that is filled in, everything of none', () => {
  const whole = 'summary: a\nlicense: b\ncontact: c\nuse: { intended: d, users: e, limits: f }\nrisks: [g]'
  assert.deepEqual(missingOf(readCard(whole, 'delay')), [])
  assert.equal(missingOf(readCard(undefined, 'delay')).length, 7)
})

test('readCard: what is only promised is nothing, wherever it stands', () => {
  const text = `
license: TODO
summary: Says what is late.
tags: [TBD, flights]
use: { intended: [TODO, Telling passengers], users: tbd }
risks:
  - TODO
  - { name: Trusted too much, mitigation: TODO }
  - { name: TBD, mitigation: A gate }
fairness:
  - { group: Small airports, harms: TODO, mitigation: A gate }
  - { group: TODO, harms: Later news }
review: { date: TODO, by: { name: TBD } }
models: { delay: { summary: TODO } }
`
  assert.deepEqual(readCard(text, 'delay'), {
    tags: ['flights'],
    use: { intended: ['Telling passengers'] },
    risks: [{ name: 'Trusted too much' }],
    fairness: [{ group: 'Small airports', mitigation: 'A gate' }],
  })
  assert.equal(readCard(text, 'fare').summary, 'Says what is late.')
  assert.deepEqual(missingOf(readCard('risks: [{ name: TODO, mitigation: A gate }]', 'delay')).includes('risks'), true)
})
