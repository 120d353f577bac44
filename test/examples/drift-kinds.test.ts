import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeKind } from '../../examples/drift-kinds/judge-kind.ts'
import { KINDS } from '../../examples/drift-kinds/kinds.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'

const SEED = 7

for (const kind of KINDS)
  test(`examples/drift-kinds: ${kind.name} (${kind.planted}) is told by ${kind.seenBy}, and by nothing that did not change`, async (t) => {
    const folder = await folderWith(t)
    const judged = await judgeKind(kind, { folder, seed: SEED, weeks: 2, run: contender })
    const [verdict] = judged.verdicts.slice(-1)
    // A column that is gone or empty and joint changes are shown; they make no verdict.
    const decides = ['feature', 'prediction', 'performance'].includes(kind.seenBy)
    assert.equal(verdict, decides ? 'drift' : 'stable')
    const told = judged.found.map((key) => key.split('/')[0])
    if (kind.seenBy === 'nothing') assert.deepEqual(judged.found, [])
    else assert.ok(told.includes(kind.seenBy), `found only ${judged.found.join(', ')}`)
    if (kind.column !== undefined)
      assert.deepEqual(
        judged.found.filter((key) => key !== 'multivariate' && !key.endsWith(`/${kind.column}`)),
        [],
      )
  })
