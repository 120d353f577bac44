import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { production } from './production.ts'

for (const [named, without, holdout, expected] of [
  ['time', ', group: { time: at, every: 1d }', '2d', 'undecided'],
  ['nothing', ', time: at, group: { time: at, every: 1d }', '2d', 'undecided'],
  ['nothing', ', time: at, group: { time: at, every: 1d }', '10d', 'won'],
] as const)
  test(`where the config names ${named} rows of a day are a group: on ${holdout} a challenger is ${expected}`, async (t) => {
    const files = production({ rows: 60 })
    const config = files['contender.yml']!.replace(without, '').replace('holdout: 14d', `holdout: ${holdout}`)
    const folder = await folderWith(t, { ...files, 'contender.yml': config })
    script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
    script(folder, 'git add -A', 'git commit -qm First')
    const { error, out } = await contender('retrain --model delay --at 2026-03-29 --json', folder)
    const [model] = JSON.parse(out).models
    assert.equal(model.became, expected, error)
    assert.equal(model.tried.challenge.groups, holdout === '2d' ? 2 : 10)
    if (holdout === '2d')
      assert.match(model.because, /^the holdout has rows of 2 days, expected at least 10, so 8 days are/)
  })
