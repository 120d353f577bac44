import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { production } from './production.ts'

for (const [named, without, holdout, expected] of [
  ['time', ', group: { time: at, every: 1d }', '2d', 'refused'],
  ['nothing', ', time: at, group: { time: at, every: 1d }', '2d', 'refused'],
  ['nothing', ', time: at, group: { time: at, every: 1d }', '36h', 'refused'],
  ['nothing', ', time: at, group: { time: at, every: 1d }', '10d', 'won'],
] as const)
  test(`where the config names ${named} rows of a day are a group: on ${holdout} a challenger is ${expected}`, async (t) => {
    const files = production({ rows: 60 })
    const config = files['contender.yml']!.replace(without, '').replace('holdout: 14d', `holdout: ${holdout}`)
    const folder = await folderWith(t, { ...files, 'contender.yml': config })
    script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
    script(folder, 'git add -A', 'git commit -qm First')
    const { code, error, out } = await contender('retrain --model delay --at 2026-03-29 --write --json', folder)
    const [model] = JSON.parse(out).models
    assert.equal(model.became, expected, error)
    if (expected === 'won') return assert.equal(model.tried.challenge.groups, 10)
    // What cannot be won is not trained for, so it costs nothing either.
    assert.deepEqual([code, model.tried], [3, undefined])
    assert.match(
      model.because,
      /^the holdout has rows of 2 days, expected at least 10, so 8 days are missing: make `retrain.holdout` longer \(it is 2026-03-25 /,
    )
  })

test('where a group is a column or a longer time it is these that are counted, before anything is trained', async (t) => {
  const files = production({ rows: 15 })
  for (const [from, to, there] of [
    ['every: 1d', 'every: 2d', 7],
    ['group: { time: at, every: 1d }', 'group: late', 2],
  ] as const) {
    const folder = await folderWith(t, { ...files, 'contender.yml': files['contender.yml']!.replace(from, to) })
    const { code, error, out } = await contender('retrain --model delay --at 2026-03-29 --dry-run', folder)
    assert.equal(code, 3, error)
    assert.match(
      out,
      new RegExp(`cannot be judged fairly, .*the holdout has ${there} groups of rows, expected at least 10`),
    )
  }
})
