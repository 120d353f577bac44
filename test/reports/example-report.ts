import type { MetricComparison } from '../../core/artifacts/comparison.ts'
import type { Report } from '../../core/artifacts/report.ts'

const digest = `sha256:${'0a1b2c3d'.repeat(8)}`
const commit = '4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2'
const header = { model: 'delay', commit, config: digest, seed: 7, contender: '0.1.0' }
const artifact = { uri: 'models/delay.onnx', digest, bytes: 184_320 }

export const judged: MetricComparison = {
  baseline: 0.6319,
  candidate: 0.6635,
  delta: 0.0316,
  ci: [0.0212, 0.042],
  se: 0.0051,
  p_value: 1e-6,
  p_worse: 1,
  p_worse_holm: null,
  method: 'influence',
  higher_is_better: true,
  margin: 0.005,
  margin_rule: '0.005',
  verdict: 'better',
  rows_needed: 410_000,
  reason: null,
  note: null,
}

const undecided: MetricComparison = {
  ...judged,
  baseline: 0.661,
  candidate: 0.6634,
  delta: 0.0024,
  ci: [-0.0054, 0.0103],
  se: 0.0038,
  p_value: 0.53,
  p_worse: 0.97,
  verdict: 'undecided',
  rows_needed: 2_150_000,
}

const loss: MetricComparison = {
  ...judged,
  baseline: 0.5102,
  candidate: 0.5009,
  delta: -0.0093,
  ci: [-0.0121, -0.0065],
  higher_is_better: false,
  margin: 0.0051,
  margin_rule: '1%',
}

function slice(carrier: string, delta: number, half: number, verdict: MetricComparison['verdict'], rows = 12_000) {
  const metric = {
    ...judged,
    delta,
    candidate: judged.baseline! + delta,
    ci: [delta - half, delta + half] as [number, number],
    verdict,
    p_worse: rows < 200 ? null : verdict === 'worse' ? 0.001 : 0.8,
    p_worse_holm: verdict === 'worse' ? 0.003 : 0.8,
    detectable_loss: verdict === 'undecided' ? 0.07 : null,
  }
  return {
    by: { carrier },
    rows,
    too_small: rows < 200 ? `${rows} rows, at least 200 are needed for a verdict` : null,
    found: false,
    metrics: { roc_auc: metric },
  }
}

/** A report of one model that is better than its base but worse on one slice. */
export function exampleReport(): Report {
  const value = {
    value: 0.6635,
    ci: [0.651, 0.676] as [number, number],
    se: 0.006,
    level: 0.95 as const,
    method: 'influence',
    rows: 480_412,
    groups: 31,
  }
  return {
    schema: 'contender/report@1',
    contender: '0.1.0',
    head_sha: commit,
    tested_sha: commit,
    outcome: 'fail',
    models: [
      {
        model: 'delay',
        outcome: 'fail',
        run: {
          schema: 'contender/run@1',
          ...header,
          command: null,
          builtin: 'gradient-boosting',
          params: { rounds: 100 },
          seeds: [7],
          inputs: [],
          id: '019aa5c1-2f00-7000-8000-000000000000',
          dirty: false,
          data: {},
          environment: { platform: 'linux-x64', node: 'v24.21.0', runtimes: {}, locks: [] },
          cache_key: digest,
          started: '2026-11-21T10:00:00.000Z',
          seconds: 6.25,
          cost: { minutes: 6.25 / 60 },
          repeats: [],
          artifact,
        },
        evaluation: {
          schema: 'contender/evaluation@1',
          ...header,
          task: 'binary-classification',
          dataset: { uri: 'march', digest, files: digest, rows: 480_412, groups: 31 },
          artifact,
          threshold: 0.5,
          primary: 'roc_auc',
          metrics: { roc_auc: value, log_loss: { ...value, value: 0.5009, ci: [0.48, 0.522], se: 0.01 } },
          slices: [],
          warnings: ['The rows are grouped by day: by row the interval would be 4.1 times too narrow.'],
        },
        comparison: {
          schema: 'contender/comparison@1',
          ...header,
          candidate: { artifact, metrics: { roc_auc: 0.6635, log_loss: 0.5009 } },
          against: [
            {
              role: 'base',
              ref: commit,
              artifact,
              paired_by: 'row number',
              rows: 480_412,
              rows_dropped: 0,
              groups: 31,
              metrics: { log_loss: loss, roc_auc: judged },
              slices: [
                slice('AA', 0.034, 0.012, 'better'),
                slice('<script>alert(1)</script> | @team', -0.021, 0.009, 'worse', 31_000),
                slice('HA', 0.002, 0.05, 'undecided', 900),
                slice('tiny', 0.3, 0.6, 'undecided', 60),
              ],
            },
          ],
          gates: [
            {
              rule: 'roc_auc against base, margin 0.005, in no slice worse',
              outcome: 'fail',
              because: 'roc_auc is worse in carrier = AA',
            },
            {
              rule: 'roc_auc at least 0.65',
              outcome: 'pass',
              because: 'roc_auc is 0.664 (0.651 to 0.676), all of it within the bounds',
            },
          ],
          outcome: 'fail',
          policy: 'main (4f5e6d7)',
          notes: [],
        },
      },
    ],
  }
}

/** The same model where the data cannot tell. */
export function undecidedReport(): Report {
  const report = exampleReport()
  const [model] = report.models
  model!.outcome = 'undecided'
  model!.comparison = {
    ...model!.comparison!,
    outcome: 'undecided',
    against: [{ ...model!.comparison!.against[0]!, metrics: { roc_auc: undecided }, slices: [] }],
    gates: [
      {
        rule: 'roc_auc against base, margin 0.005',
        outcome: 'undecided',
        because: 'roc_auc against base is undecided: +0.0024 [−0.0054, +0.0103], with a margin of 0.005',
      },
    ],
  }
  return { ...report, outcome: 'undecided' }
}
