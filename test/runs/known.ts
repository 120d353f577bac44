import type { Run } from '../../core/artifacts/run.ts'
import type { KnownRun } from '../../core/runs/known-run.ts'

export const digest = (sign: string) => `sha256:${sign.repeat(64)}`

/** An id of the run that began so many minutes after 21 November 2026, 10:00. */
export function idAt(minutes: number, sign = '0'): string {
  const time = (Date.parse('2026-11-21T10:00:00Z') + minutes * 60_000).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${sign.repeat(12)}`
}

export const aRun: Run = {
  schema: 'contender/run@1',
  model: 'delay',
  commit: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d',
  config: digest('c'),
  seed: 7,
  contender: '0.1.0',
  id: idAt(0),
  dirty: false,
  command: 'python train.py',
  builtin: null,
  params: { rounds: 100 },
  seeds: [7],
  inputs: [{ uri: 'train.py', digest: digest('1') }],
  data: { train: { uri: 'data/train.parquet', digest: digest('d'), by: 'content' } },
  environment: {
    platform: 'linux-x64',
    node: 'v24.0.0',
    runtimes: { python: '3.13.1' },
    locks: [{ uri: 'uv.lock', digest: digest('2') }],
  },
  cache_key: null,
  started: '2026-11-21T10:00:00.000Z',
  seconds: 12,
  cost: { minutes: 0.2 },
  artifact: { uri: 'models/delay.onnx', digest: digest('a'), bytes: 1000 },
  repeats: [],
}

/** A run and its metrics. @param values by metric, the first is the primary one; undefined: never judged */
export function known(
  run: Partial<Run>,
  values?: Readonly<Record<string, number | null>>,
  more: Partial<KnownRun> = {},
): KnownRun {
  const evaluation: KnownRun['evaluation'] =
    values === undefined
      ? null
      : {
          dataset: { uri: 'data/test.parquet', digest: digest('e'), files: digest('f'), rows: 500, groups: null },
          primary: Object.keys(values)[0]!,
          threshold: 0.5,
          metrics: Object.fromEntries(
            Object.entries(values).map(([name, value]) => [
              name,
              {
                value,
                ci: value === null ? null : [value - 0.01, value + 0.01],
                se: null,
                level: 0.95,
                method: 'influence',
                rows: 500,
                groups: null,
              },
            ]),
          ),
        }
  return { run: { ...aRun, ...run }, evaluation, comparison: null, places: ['here'], ...more }
}
