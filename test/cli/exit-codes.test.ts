import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peopleCsv } from '../actions/people.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'

const rows = peopleCsv({ rows: 300 }).replace('late\n', 'label\n')
const files = Object.fromEntries(
  ['good', 'weak', 'wrong'].map((column) => [`${column}.csv`, rows.replace(column, 'score')]),
)

const CASES = [
  ['pass', 0, 'wrong.csv', 'good.csv'],
  ['fail', 1, 'good.csv', 'wrong.csv'],
  ['undecided', 3, 'good.csv', 'weak.csv'],
] as const

for (const [outcome, code, baseline, candidate] of CASES) {
  test(`an outcome of ${outcome} ends compare and report with ${code}`, async (t) => {
    const folder = await folderWith(t, files)
    const compare = `compare --baseline ${baseline} --candidate ${candidate} --task binary-classification --metrics log_loss`
    const compared = await contender(compare, folder)
    assert.equal(compared.code, code, compared.out + compared.error)
    assert.match(compared.out, new RegExp(`^${candidate.replace('.csv', '')} {2}${outcome.toUpperCase()} {2}log_loss `))
    const reported = await contender('report', folder)
    assert.equal(reported.code, code)
    assert.match(reported.out, new RegExp(`^## .*Contender: ${outcome}`))
  })
}
