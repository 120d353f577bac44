import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { metricOf } from '../../core/metrics/index.ts'
import { binarySample, regressionSample } from '../../core/metrics/sample.ts'

const ROOT = new URL('../../', import.meta.url)
const PATHS = globSync(
  ['core/{compare,gates,groups,pair,same-labels,threshold,cluster-by-day}.ts', 'core/{comparison,gates,slices}/*.ts'],
  { cwd: ROOT },
).sort()

/** `code // answer`, over one line or more, at the end of a docstring. */
function examplesIn(source: string): { code: string; answer: string }[] {
  return Array.from(source.matchAll(/@example\n(.*?)\*\//gs), ([, text]) => {
    const line = text!.replaceAll(/^ *\*/gm, '').replaceAll(/\s+/g, ' ').trim()
    const [code, answer] = line.split(' // ')
    assert.ok(code && answer, `an example without its answer: ${line}`)
    return { code, answer }
  })
}

/** Numbers to twelve digits. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12))
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map(rounded)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each)]))
}

test('comparison, gates and slices: every example in a docstring gives its answer', async () => {
  const sample = regressionSample({ labels: Float64Array.of(1, 2), predictions: Float64Array.of(1, 3) })
  const scope: Record<string, unknown> = { binarySample, metricOf, regressionSample, sample }
  for (const path of PATHS) Object.assign(scope, await import(new URL(path, ROOT).href))
  const evaluate = (code: string) => new Function(...Object.keys(scope), `return (${code})`)(...Object.values(scope))
  const examples = PATHS.flatMap((path) => examplesIn(readFileSync(new URL(path, ROOT), 'utf8')))
  assert.ok(examples.length > 15)
  for (const { code, answer } of examples) assert.deepEqual(rounded(evaluate(code)), rounded(evaluate(answer)), code)
})
