import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredByPrometheus } from '../../../actions/drift/measured-by-prometheus.ts'
import { modelOf } from '../../response/situation.ts'

const RANGE = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 9, 8) }

/** What is measured where Prometheus gives one answer, and what it was asked with. */
async function measured(body: object, token: string) {
  const model = modelOf(", prometheus: { url: 'http://prometheus:9090', error_rate: 'x[$window]' }")
  const sent: unknown[] = []
  const fetch = async (_: unknown, init?: RequestInit) => {
    sent.push(new Headers(init?.headers).get('authorization'))
    return Response.json(body)
  }
  const step = <T>(_: string, work: () => Promise<T>) => work()
  const host = { environment: { CONTENDER_PROMETHEUS_TOKEN: token }, fetch, step }
  return { ...(await measuredByPrometheus(model, RANGE, host)), sent }
}

const answer = (values: unknown[], warnings: string[] = []) => ({
  status: 'success',
  data: { resultType: 'matrix', result: [{ metric: {}, values }] },
  warnings,
})

test('a value of a part of the servers is a warning, one that is missing a note, and the value stays', async () => {
  const { operations, quality } = await measured(answer([[1, '0.25']], ['store b is gone']), 't')
  assert.deepEqual(operations, { latency: null, error_rate: 0.25, source: 'prometheus' })
  assert.deepEqual(
    quality!.map(({ check, level }) => [check, level]),
    [['latency', 'warning']],
  )
  const missing = await measured(answer([]), 't')
  assert.deepEqual([missing.operations!.error_rate, missing.quality!.map(({ level }) => level)], [null, ['note']])
})

test('a token that is empty, as a secret that does not exist, is not sent', async () => {
  assert.deepEqual((await measured(answer([[1, '0.25']]), 't0ken')).sent, ['Bearer t0ken'])
  assert.deepEqual((await measured(answer([[1, '0.25']]), '')).sent, [null])
})
