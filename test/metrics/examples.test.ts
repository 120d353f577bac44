import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ascending } from '../../core/drift/statistics/ascending.ts'
import { pool } from '../../core/drift/statistics/pool.ts'
import { sharesOf } from '../../core/drift/statistics/shares.ts'
import { driftsOf } from '../../core/drift/stream/detector.ts'
import { parseCodeowners } from '../../core/governance/codeowners.ts'
import { metricOf } from '../../core/metrics/index.ts'
import { binarySample, multiclassSample, regressionSample } from '../../core/metrics/sample.ts'

const ROOT = new URL('../../', import.meta.url)
const SAMPLES = {
  binarySample,
  multiclassSample,
  regressionSample,
  metricOf,
  ascending,
  pool,
  sharesOf,
  driftsOf,
  parseCodeowners,
}

/** `code // answer`, over one line or more, at the end of a docstring. */
function examplesIn(source: string): { code: string; answer: string }[] {
  return Array.from(source.matchAll(/@example\n(.*?)\*\//gs), ([, text]) => {
    const line = text!.replaceAll(/^ *\*/gm, '').replaceAll(/\s+/g, ' ').trim()
    const [code, answer] = line.split(' // ')
    assert.ok(code && answer, `an example without its answer: ${line}`)
    return { code, answer }
  })
}

function evaluate(code: string, scope: Readonly<Record<string, unknown>>): unknown {
  return new Function(...Object.keys(scope), `return (${code})`)(...Object.values(scope))
}

/** Equal, numbers to the digits that the answer shows. */
function matches(actual: unknown, expected: unknown): boolean {
  if (typeof expected === 'number' && typeof actual === 'number') return matchesNumber(actual, expected)
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) {
    return Object.is(actual, expected)
  }
  const [left, right] = [Object.entries(actual), Object.entries(expected)]
  return left.length === right.length && right.every(([key, value]) => matches(Reflect.get(actual, key), value))
}

function matchesNumber(actual: number, expected: number): boolean {
  if (Number.isInteger(expected) || !Number.isFinite(expected))
    return Math.abs(actual - expected) < 1e-12 || actual === expected
  const [digits, exponent] = expected.toExponential().split('e') as [string, string]
  const shown = 10 ** (Number(exponent) - (digits.split('.')[1]?.length ?? 0))
  return Math.abs(actual - expected) <= Math.max(0.51 * shown, 1e-14 * Math.abs(expected))
}

for (const path of globSync('core/{drift,fairness,metrics,response,retrain,stats}/**/*.ts', { cwd: ROOT }).sort()) {
  const examples = examplesIn(readFileSync(new URL(path, ROOT), 'utf8'))
  if (examples.length === 0) continue
  test(`${path}: every example in a docstring gives its answer`, async () => {
    const scope = { ...SAMPLES, ...(await import(new URL(path, ROOT).href)) }
    for (const { code, answer } of examples) {
      const actual = evaluate(code, scope)
      assert.ok(matches(actual, evaluate(answer, {})), `${code} is ${JSON.stringify(actual)}, not ${answer}`)
    }
  })
}
