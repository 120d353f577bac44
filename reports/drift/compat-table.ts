import type { Drift, DriftFeature, DriftTest } from '../../core/artifacts/drift.ts'
import { formatLimit } from './numbers.ts'
import type { Table } from './table.ts'

/**
 * Columns in a peer's own words, so that they can be laid beside a report of its own. Evidently calls the p-value of
 * a test its score; NannyML's value is the statistic.
 */
export function compatTable({ compat, features, predictions }: Drift): Table {
  const all = [...features, ...(predictions?.features ?? [])]
  return compat === 'evidently'
    ? {
        columns: [
          ['Column', 'l'],
          ['Type', 'l'],
          ['Data Drift', 'l'],
          ['Stat Test', 'l'],
          ['Drift Score', 'r'],
          ['Threshold', 'r'],
        ],
        rows: all.flatMap((feature) => testsOf(feature, EVIDENTLY)),
      }
    : {
        columns: [
          ['Column', 'l'],
          ['Type', 'l'],
          ['Alert', 'l'],
          ['Method', 'l'],
          ['Value', 'r'],
          ['Upper threshold', 'r'],
        ],
        rows: all.flatMap((feature) => testsOf(feature, NANNYML)),
      }
}

interface Words {
  readonly yes: string
  readonly no: string
  readonly value: (test: DriftTest) => string
  readonly methods: Partial<Readonly<Record<DriftTest['method'], string>>>
}

function testsOf({ kind, name, tests }: DriftFeature, { methods, no, value, yes }: Words): Table['rows'] {
  return tests.map((test) => [
    test.drifted ? { strong: name } : name,
    kind,
    test.drifted === undefined ? '–' : test.drifted ? { strong: yes } : no,
    methods[test.method] ?? test.method,
    test.reason ?? value(test),
    test.threshold === undefined ? '–' : formatLimit(test.threshold),
  ])
}

/** Names that Evidently 0.7.23 shows. */
const EVIDENTLY: Words = {
  yes: 'Detected',
  no: 'Not Detected',
  value: ({ p_value, statistic }) => exact(p_value ?? statistic),
  methods: {
    ks: 'K-S p_value',
    psi: 'PSI',
    js: 'Jensen-Shannon distance',
    wasserstein: 'Wasserstein distance (normed)',
    hellinger: 'Hellinger distance',
    tvd: 'Total-Variation-Distance',
    chi_square: 'chi-square p_value',
    kl: 'Kullback-Leibler divergence',
    cramer_von_mises: 'Cramer-von Mises',
    mann_whitney: 'Mann-Whitney U-rank test',
    energy: 'Energy-distance',
    anderson_darling: 'Anderson-Darling',
    g_test: 'g_test',
    fisher: "Fisher's Exact test",
    z: 'Z-test p_value',
  },
}

/** Names that NannyML 0.13.1 shows. */
const NANNYML: Words = {
  yes: 'yes',
  no: 'no',
  value: ({ p_value, statistic }) =>
    p_value === undefined ? exact(statistic) : `${exact(statistic)} (p ${exact(p_value)})`,
  methods: {
    ks: 'Kolmogorov-Smirnov statistic',
    js: 'Jensen-Shannon distance',
    wasserstein: 'Wasserstein distance',
    hellinger: 'Hellinger distance',
    chi_square: 'Chi2 statistic',
    l_infinity: 'L-Infinity distance',
  },
}

/** Digits by which it can be recognised in a report of the peer's. */
function exact(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(6))).replace(/^-/, '−')
}
