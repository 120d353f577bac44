import { median } from 'simple-statistics'
import type { Table } from '../data/table.ts'
import { studentTQuantile } from '../stats/student-t.ts'
import type { Predictor } from './predictor.ts'

interface Options {
  /** Pairs of runs, at least 2; 30 or more for an interval worth reading. */
  readonly rounds: number
  /** A clock in any unit that only goes forward, such as `performance.now`. */
  readonly now: () => number
}

export interface LatencyRatio {
  /** Median over rounds of candidate time / base time: 1.1 is 10 % slower. */
  readonly ratio: number
  /** 95 % interval of the geometric mean of the rounds' ratios. */
  readonly ci: readonly [number, number]
  readonly rounds: number
}

/**
 * How much slower a candidate is than a base on the same rows, as a ratio: times differ from machine to
 * machine, ratios of interleaved runs far less.
 *
 * Each round runs both, in turns base or candidate first, so that a machine that gets slower, or a
 * cache that the first run warms, favours neither. One run of each goes before and is not counted. The interval is
 * Student's t on the logarithms of the ratios, which takes rounds as independent.
 *
 * @param batch rows like those served; the ratio depends on how many
 * @throws {RangeError} if there are fewer than 2 rounds, or the clock is too coarse to see a run
 */
export async function latencyRatio(
  base: Predictor,
  candidate: Predictor,
  batch: Table,
  { rounds, now }: Options,
): Promise<LatencyRatio> {
  if (!(rounds >= 2)) throw new RangeError(`Unexpected ${rounds} rounds, expected at least 2`)
  const time = async (predictor: Predictor): Promise<number> => {
    const start = now()
    await predictor.predict(batch)
    return now() - start
  }
  await time(base)
  await time(candidate)
  const logs: number[] = []
  for (let round = 0; round < rounds; round++) {
    const candidateFirst = round % 2 === 1
    const early = await time(candidateFirst ? candidate : base)
    const late = await time(candidateFirst ? base : candidate)
    if (!(early > 0 && late > 0)) throw new RangeError('Unexpected run of no time, expected a finer clock or more rows')
    logs.push(candidateFirst ? Math.log(early / late) : Math.log(late / early))
  }
  return { ratio: Math.exp(median(logs)), ci: interval(logs), rounds }
}

function interval(logs: readonly number[]): readonly [number, number] {
  const n = logs.length
  const mean = logs.reduce((sum, log) => sum + log, 0) / n
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (n - 1)
  const half = studentTQuantile(0.975, n - 1) * Math.sqrt(variance / n)
  return [Math.exp(mean - half), Math.exp(mean + half)]
}
