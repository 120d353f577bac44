import type { Drift, DriftFeature, DriftVerdict, WindowSummary } from '../../core/artifacts/drift.ts'
import { NOT_MEASURED } from '../../core/drift/not-measured.ts'

const WEEK = 7 * 86_400_000
const FIRST = Date.parse('2001-01-25T00:00:00.000Z')
const digest = `sha256:${'0a1b2c3d'.repeat(8)}`

const at = (week: number) => new Date(FIRST + week * WEEK).toISOString()
const windowOf = (week: number) => ({ from: at(week), to: at(week + 1), complete: true })
const groups = { groups: 7 }

export const OPERATIONS: Drift['operations'] = {
  rows: 118_402,
  latency: { p50: 11.8, p95: 38.4, p99: 91.2 },
  error_rate: 0.0012,
  source: 'logs',
}

/** A numeric column that stayed, unless `more` says otherwise. */
export function numeric(name: string, more: Partial<DriftFeature> = {}): DriftFeature {
  return {
    name,
    kind: 'numeric',
    rows: { reference: 390_113, current: 118_402 },
    missing: { reference: 0, current: 0 },
    tests: [
      { method: 'ks', statistic: 0.0112, p_value: 0.21 },
      { method: 'wasserstein', statistic: 0.0231 },
      { method: 'psi', statistic: 0.0014 },
      { method: 'js', statistic: 0.0151 },
    ],
    effect: 0.0224,
    floor: 0.1,
    times: 0.224,
    p_value: 0.21,
    p_by: 'blocks',
    blocks: { reference: 24, current: 7 },
    q_value: 0.42,
    seasonal: { effect: 0.0198, p_value: 0.33 },
    over: false,
    verdict: 'stable',
    reason: null,
    ...more,
  }
}

export function categorical(name: string, more: Partial<DriftFeature> = {}): DriftFeature {
  return numeric(name, {
    kind: 'categorical',
    tests: [
      { method: 'chi_square', statistic: 412.7, p_value: 0.18 },
      { method: 'js', statistic: 0.0281 },
      { method: 'psi', statistic: 0.0042 },
    ],
    effect: 0.0198,
    times: 0.198,
    seasonal: null,
    ...more,
  })
}

const scores = numeric('score', { effect: 0.031, times: 0.31, q_value: 0.12, p_value: 0.12 })

export function summary(week: number, verdict: DriftVerdict, logLoss: number | null): WindowSummary {
  return {
    window: windowOf(week),
    version: 'v1.0.0',
    rows: 117_000 + 150 * week,
    verdict,
    families: { features: 'stable', predictions: 'stable', performance: verdict },
    effects: { distance: 0.012 + 0.001 * week, hour: 0.02 },
    over: verdict === 'watch' || verdict === 'drift' ? [{ key: 'performance', times: 1.4 }] : [],
    metrics: {
      log_loss: {
        value: logLoss,
        ci: logLoss === null ? null : [logLoss - 0.03, logLoss + 0.03],
        rows: 110_000,
        ...groups,
      },
    },
    estimate: { log_loss: 0.488 },
    operations: { ...OPERATIONS, rows: 117_000 + 150 * week },
  }
}

/** Weeks of the flights after January, and all as it was. */
export function stableDrift(more: Partial<Drift> = {}): Drift {
  return {
    schema: 'contender/drift@1',
    model: 'delay',
    commit: '4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2',
    config: digest,
    seed: 7,
    contender: '1.1.0',
    window: windowOf(4),
    versions: ['v1.0.0'],
    compat: null,
    reference: {
      uri: 'data/train.parquet',
      rows: 390_113,
      by: 'rows',
      predictions: '.contender/delay/predictions.parquet',
    },
    current: { uri: 'logs/*.parquet', rows: 118_402, other_versions: 0 },
    label_coverage: 0.9712,
    calibrated: false,
    features: [
      numeric('distance'),
      numeric('hour', { effect: 0.0187, times: 0.187 }),
      categorical('weekday', { q_value: 0.77, p_value: 0.61 }),
      categorical('origin', { effect: 0.041, times: 0.41 }),
      categorical('destination', { effect: 0.039, times: 0.39 }),
    ],
    predictions: { features: [scores], verdict: 'stable' },
    labels: categorical('late', {
      ...{ effect: 0.022, times: 0.22, verdict: 'insufficient' },
      reason: 'shown and not judged: labels tell of the world, not of the model',
    }),
    performance: {
      metric: 'log_loss',
      higher_is_better: false,
      margin: 0.0494,
      margin_rule: '10%',
      metrics: {
        log_loss: {
          reference: { value: 0.4941, ci: [0.4712, 0.517], rows: 117_900, ...groups },
          current: { value: 0.5012, ci: [0.4755, 0.5269], rows: 114_992, ...groups },
        },
        roc_auc: {
          reference: { value: 0.6612, ci: [0.6488, 0.6736], rows: 117_900, ...groups },
          current: { value: 0.6571, ci: [0.6431, 0.6711], rows: 114_992, ...groups },
        },
      },
      loss: { value: 0.0071, ci: [-0.0241, 0.0383], p_value: 0.99 },
      times: 0,
      cohort: { from: at(4), to: at(5) },
      coverage: 0.9712,
      estimate: null,
      concept: [],
      over: false,
      verdict: 'stable',
      because:
        'log_loss is perhaps worse than on the test rows, 0.494 → 0.501, by +0.007 [−0.024, +0.038] (97.1% of the rows have a label), within the margin of 10%',
    },
    multivariate: null,
    quality: [],
    operations: OPERATIONS,
    segments: [],
    causes: [],
    retrain: null,
    history: [
      summary(0, 'stable', 0.488),
      summary(1, 'stable', 0.507),
      summary(2, 'stable', 0.479),
      summary(3, 'stable', 0.513),
    ],
    verdict: 'stable',
    because: ['6 comparisons, none over its floor'],
    ...more,
  }
}

/** Two versions answer beside the one in charge: a canary that does worse, and a few requests of an old one. */
export function canaryDrift(): Drift {
  const { features, performance, predictions } = stableDrift()
  const because =
    'log_loss is worse than on the test rows, 0.494 → 0.566, by +0.072 [+0.021, +0.123] (96.9% of the rows have a label), and no loss beyond the margin of 10% is shown'
  return stableDrift({
    current: { uri: 'logs/*.parquet', rows: 118_402, other_versions: 6_271 },
    other_versions: [
      {
        ...{ version: 'v1.1.0-rc.1', rows: 6_150, label_coverage: 0.969 },
        features: features.map((feature) => ({ ...feature, rows: { ...feature.rows, current: 6_150 } })),
        predictions,
        performance: {
          ...performance!,
          metrics: {
            log_loss: {
              reference: performance!.metrics.log_loss!.reference,
              current: { value: 0.5661, ci: [0.5201, 0.6121], rows: 5_960, ...groups },
            },
          },
          loss: { value: 0.072, ci: [0.021, 0.123], p_value: 0.19 },
          coverage: 0.969,
          because,
        },
        beside: { value: 0.0649, ci: [0.0521, 0.0777], p_value: 0.012, over: true },
        quality: [
          {
            ...{ check: 'labels', column: null, level: 'note' },
            because:
              '`v1.1.0-rc.1` answered these rows, and the reference is what `v1.0.0` says of its own test rows: a loss is what `v1.1.0-rc.1` does here against what `v1.0.0` did there',
          },
        ],
        verdict: 'stable',
        because: ['6 comparisons, none over its floor'],
      },
      {
        ...{ version: 'v0.9.0', rows: 112, label_coverage: null, features: [], predictions: null, performance: null },
        ...{ beside: null, quality: [], verdict: 'insufficient' },
        because: ['it has 112 of the 200 rows needed'],
      },
    ],
  })
}

/** 22 to 28 February 2001: one flight in three late, and no input tells why. */
export function breachDrift(): Drift {
  const stable = stableDrift()
  return stableDrift({
    performance: {
      ...stable.performance!,
      metrics: {
        log_loss: {
          reference: { value: 0.4941, ci: [0.4712, 0.517], rows: 117_900, ...groups },
          current: { value: 0.6331, ci: [0.5882, 0.678], rows: 114_992, ...groups },
        },
        roc_auc: {
          reference: { value: 0.6612, ci: [0.6488, 0.6736], rows: 117_900, ...groups },
          current: { value: 0.6409, ci: [0.6228, 0.659], rows: 114_992, ...groups },
        },
      },
      loss: { value: 0.139, ci: [0.0886, 0.1894], p_value: 0.0004 },
      times: 1.79,
      estimate: {
        method: 'cbpe',
        metrics: {
          log_loss: { value: 0.4962, ci: [0.4941, 0.4983], reference: 0.4941 },
          roc_auc: { value: 0.6588, ci: [0.6541, 0.6635], reference: 0.6612 },
        },
        validation: 'not_validated',
        because:
          'over 5 labelled windows the estimate was off by 0.046 on average, no less than predicting no change (0.038): not validated',
      },
      concept: [
        { detector: 'adwin', alarms: ['2001-02-22T14:05:00.000Z'] },
        { detector: 'page_hinkley', alarms: ['2001-02-22T11:40:00.000Z', '2001-02-25T17:12:00.000Z'] },
        { detector: 'ddm', alarms: [] },
      ],
      over: true,
      verdict: 'drift',
      because:
        'log_loss is worse than on the test rows, 0.494 → 0.633, by +0.139 [+0.089, +0.189] (97.1% of the rows have a label), wholly beyond the margin of 10%',
    },
    history: [
      summary(0, 'stable', 0.488),
      summary(1, 'stable', 0.507),
      summary(2, 'stable', 0.479),
      summary(3, 'watch', 0.571),
    ],
    retrain: { evidence: 'performance of v1.0.0 since 2001-02-15T00:00:00.000Z', because: 'log_loss is worse' },
    verdict: 'drift',
    because: [
      'log_loss is worse than on the test rows, 0.494 → 0.633, by +0.139 [+0.089, +0.189] (97.1% of the rows have a label), wholly beyond the margin of 10%, in 2 of the last 3 windows',
    ],
  })
}

/** A column over its floor for the first time. */
export function watchDrift(): Drift {
  const distance = numeric('distance', {
    tests: [
      { method: 'ks', statistic: 0.0812, p_value: 3e-6 },
      { method: 'wasserstein', statistic: 0.1423 },
      { method: 'psi', statistic: 0.0441 },
      { method: 'js', statistic: 0.0912 },
    ],
    effect: 0.1391,
    times: 1.391,
    p_value: 0.002,
    q_value: 0.01,
    over: true,
    verdict: 'watch',
  })
  const stable = stableDrift()
  return stableDrift({
    features: [distance, ...stable.features.slice(1)],
    causes: [{ features: ['distance'], importance: 0.31, excess: 0.391, score: 0.121, segments: [], since: at(4) }],
    verdict: 'watch',
    because: ['distance went 0.14 standard deviations up, 1.4 times its floor of 0.10, at the same weekdays and hours'],
  })
}

/** Inputs of a model without labels: a new airport, a sensor that fails, a unit that changed. */
export function inputDrift(): Drift {
  const stable = stableDrift()
  const distance = numeric('distance', {
    missing: { reference: 0, current: 0.0314 },
    tests: [
      { method: 'ks', statistic: 0.412, p_value: 0 },
      { method: 'wasserstein', statistic: 0.631 },
      { method: 'psi', statistic: 0.98 },
      { method: 'js', statistic: 0.352 },
    ],
    effect: 0.63,
    times: 6.3,
    p_value: 0.0001,
    q_value: 0.0005,
    over: true,
    verdict: 'drift',
  })
  const origin = categorical('origin', {
    tests: [
      { method: 'chi_square', statistic: 9213.2, p_value: 0 },
      { method: 'js', statistic: 0.161 },
      { method: 'psi', statistic: 0.221 },
    ],
    effect: 0.158,
    times: 1.58,
    p_value: 0.0001,
    q_value: 0.0005,
    over: true,
    verdict: 'drift',
  })
  const fuel = numeric('fuel', {
    tests: [
      { method: 'ks', statistic: 0.131, p_value: 1e-9 },
      { method: 'wasserstein', statistic: 0.052 },
      { method: 'psi', statistic: 0.061 },
      { method: 'js', statistic: 0.108 },
    ],
    effect: 0.05,
    times: 1.31,
    p_value: 0.0002,
    q_value: 0.0007,
    over: true,
    verdict: 'watch',
  })
  const gate = categorical('gate', {
    rows: { reference: 390_113, current: 120 },
    missing: { reference: 0.002, current: 0.999 },
    effect: null,
    times: null,
    p_value: null,
    p_by: null,
    blocks: null,
    q_value: null,
    verdict: 'insufficient',
    reason: '120 rows with a value, 200 are needed',
  })
  return stableDrift({
    features: [distance, origin, fuel, gate, ...stable.features.slice(1, 3)],
    predictions: {
      features: [
        numeric('score', {
          effect: 0.182,
          times: 1.82,
          p_value: 0.0003,
          q_value: 0.0003,
          over: true,
          verdict: 'watch',
        }),
      ],
      verdict: 'watch',
    },
    labels: null,
    label_coverage: null,
    performance: {
      ...stable.performance!,
      ...{ margin: 0, margin_rule: '', metrics: {}, loss: null, times: null, cohort: null, coverage: null },
      verdict: 'insufficient',
      because: 'there are no labels, so performance itself is not known',
    },
    multivariate: {
      seasonal: true,
      auc: 0.7312,
      ci: [0.7268, 0.7356],
      p_value: 0,
      rows: { reference: 20_000, current: 20_000 },
      features: [
        { name: 'distance', importance: 0.71 },
        { name: 'origin', importance: 0.19 },
        { name: 'fuel', importance: 0.06 },
      ],
      verdict: 'drift',
    },
    quality: [
      {
        check: 'column',
        column: 'dest',
        level: 'warning',
        because:
          'The column `destination` of the reference is not in the logs, and `dest` of the logs is not in the reference: its values look the same, so it was perhaps renamed',
      },
      {
        check: 'file',
        column: null,
        level: 'warning',
        because: 'logs/2001-02-24.parquet is half written and was left out: 4 of its rows would be of this window',
      },
      {
        check: 'category',
        column: 'origin',
        level: 'note',
        because: '`origin` has 2 values that the reference has not: XNA, BFI',
      },
    ],
    segments: [
      {
        by: { carrier: 'AA' },
        rows: { reference: 41_200, current: 12_118 },
        tested: 5,
        features: [distance, origin],
        verdict: 'drift',
      },
      {
        by: { carrier: 'DL' },
        rows: { reference: 39_800, current: 11_004 },
        tested: 5,
        features: [fuel],
        verdict: 'watch',
      },
      {
        by: { carrier: 'UA' },
        rows: { reference: 40_100, current: 11_412 },
        tested: 5,
        features: [],
        verdict: 'stable',
      },
      {
        by: { carrier: 'HP' },
        rows: { reference: 9100, current: 131 },
        tested: 0,
        features: [],
        verdict: 'insufficient',
      },
    ],
    causes: [
      {
        features: ['distance', 'air_time'],
        importance: 0.41,
        excess: 5.3,
        score: 2.17,
        segments: [{ carrier: 'AA' }],
        since: at(2),
      },
      {
        features: ['origin'],
        importance: 0.22,
        excess: 0.58,
        score: 0.128,
        segments: [{ carrier: 'AA' }],
        since: at(3),
      },
      { features: ['fuel'], importance: 0.02, excess: 0.31, score: 0.006, segments: [], since: at(4) },
    ],
    history: [0, 1, 2, 3].map((week) => {
      const { metrics: _, ...rest } = summary(week, week < 2 ? 'stable' : week === 2 ? 'watch' : 'drift', null)
      return {
        ...rest,
        metrics: {},
        estimate: {},
        families: { features: rest.verdict, predictions: 'stable' as const, performance: null },
        effects: { distance: [0.01, 0.03, 0.18, 0.44][week]! },
        over: week < 2 ? [] : [{ key: 'feature/distance', times: week === 2 ? 1.8 : 4.4 }],
      }
    }),
    verdict: 'drift',
    because: [
      'distance went 0.63 standard deviations up, 6.3 times its floor of 0.10, at the same weekdays and hours, in 3 of the last 3 windows',
      'origin has 4.1 % less of ORD, 1.6 times its floor of 0.10, in 2 of the last 3 windows',
      'there are no labels, so performance itself is not known',
    ],
  })
}

export function insufficientDrift(): Drift {
  const few = { rows: { reference: 390_113, current: 131 }, ...NOT_JUDGED }
  const stable = stableDrift()
  return stableDrift({
    current: { uri: 'logs/*.parquet', rows: 131, other_versions: 118_271 },
    versions: ['v1.1.0'],
    label_coverage: 0,
    features: stable.features.map((feature) => ({ ...feature, ...few })),
    predictions: { features: [{ ...scores, ...few }], verdict: 'insufficient' },
    labels: null,
    performance: {
      ...stable.performance!,
      metrics: {
        log_loss: {
          reference: { value: 0.4941, ci: [0.4712, 0.517], rows: 117_900, ...groups },
          current: { value: null, ci: null, rows: 0, groups: 0 },
        },
      },
      loss: null,
      times: null,
      coverage: 0,
      verdict: 'insufficient',
      because: 'no row is old enough to have a label',
    },
    operations: { rows: 131, latency: null, error_rate: null, source: null },
    history: [],
    verdict: 'insufficient',
    because: ['The window has 131 rows of v1.1.0, and 200 are needed: 69 are missing'],
  })
}

const NOT_JUDGED = {
  ...NOT_MEASURED,
  verdict: 'insufficient',
  reason: '131 rows, 200 are needed',
} as const

/** Against a stored profile, which tells where rows lie only so exactly. */
export function profileDrift(): Drift {
  const watch = watchDrift()
  return {
    ...watch,
    features: watch.features.map((feature) => ({
      ...feature,
      p_by: 'rows',
      blocks: null,
      seasonal: null,
      tests: feature.tests.map((test) => ({ ...test, error: feature.kind === 'categorical' ? 0 : 0.0042 })),
    })),
    reference: { ...watch.reference, uri: '.contender/delay/profile.json', by: 'profile' },
  }
}

export function compatDrift(compat: 'evidently' | 'nannyml'): Drift {
  const stable = stableDrift()
  const one = (
    name: string,
    test: Drift['features'][number]['tests'][number],
    kind: 'numeric' | 'categorical' = 'numeric',
  ) => numeric(name, { kind, tests: [test], effect: null, floor: null, times: null, q_value: null, p_value: null })
  const evidently = [
    one('distance', { method: 'wasserstein', statistic: 0.1423, threshold: 0.1, drifted: true }),
    one('hour', { method: 'wasserstein', statistic: 0.0231, threshold: 0.1, drifted: false }),
    one('weekday', { method: 'js', statistic: 0.0312, threshold: 0.1, drifted: false }, 'categorical'),
    one('origin', { method: 'ks', statistic: 0.112, p_value: 0.0004, threshold: 0.05, drifted: true }),
  ]
  const nannyml = [
    one('distance', { method: 'js', statistic: 0.1423, threshold: 0.0981, drifted: true }),
    one(
      'origin',
      { method: 'chi_square', statistic: 412.7, p_value: 0.18, threshold: 0.05, drifted: false },
      'categorical',
    ),
  ]
  return {
    ...stable,
    compat,
    features: compat === 'evidently' ? evidently : nannyml,
    predictions: null,
    labels: null,
    performance: null,
    history: [],
    verdict: compat === 'evidently' ? 'drift' : 'watch',
    because: [compat === 'evidently' ? '2 of 4 columns drifted' : '1 of 2 columns drifted'],
  }
}
