import assert from 'node:assert/strict'
import test from 'node:test'
import { sayRetrainings, summarizeRetrainings } from '../../reports/retrainings.ts'

const MODEL = { model: 'delay', outcome: 'pass', pull: null, notes: [] } as const

test('what a dry run would do is not told as if nothing were to be done', () => {
  const planned = [{ ...MODEL, became: 'would', because: 'somebody asked for it; on 1,120 rows' }] as const
  const text = sayRetrainings(planned, (_style, words) => words)
  assert.equal(text, 'delay  would be trained anew: somebody asked for it; on 1,120 rows\n')
  assert.match(summarizeRetrainings(planned), /^- ✅ \*\*delay\*\* would be trained anew: somebody asked for it/m)
})

test('a model without a reason is not trained anew', () => {
  const idle = [{ ...MODEL, became: 'nothing', because: 'its performance is `stable`' }] as const
  assert.match(
    sayRetrainings(idle, (_style, words) => words),
    /^delay {2}is not trained anew: its performance/,
  )
})
