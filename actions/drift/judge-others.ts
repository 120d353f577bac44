import type { OtherVersion } from '../../core/artifacts/drift.ts'
import { lossAgainst } from '../../core/drift/performance/loss-against.ts'
import { FEWEST_ROWS } from '../../core/drift/policy/limits.ts'
import { withoutShape } from '../../core/drift/shape/keep-shapes.ts'
import type { VersionRows } from './choose-version.ts'
import type { Judged } from './judge-watch.ts'
import type { ProductionWindow, Watch } from './watch.ts'

/** The version in charge, and how others are judged. */
interface Charge {
  readonly watch: Pick<Watch, 'metrics' | 'margin'>
  /** As it was judged: what is said of its rows is not said again. */
  readonly own: Judged
  readonly judge: (window: ProductionWindow) => Promise<Judged>
  readonly seed: number
}

/** Whether a version has rows enough to be judged. */
export function isEnough({ rows }: VersionRows): boolean {
  return rows >= FEWEST_ROWS
}

/** The other versions of a window, each as if it had been alone, and beside the one in charge. Those with too few rows are named. */
export async function judgeOthers(window: ProductionWindow, charge: Charge): Promise<OtherVersion[]> {
  const said = new Set(charge.own.drift.quality.map(({ because }) => because))
  const judged: OtherVersion[] = []
  for (const one of window.versions) {
    const { rows, version } = one
    if (!isEnough(one)) {
      judged.push({ version, rows, ...tooFew(rows) })
      continue
    }
    const other = await one.read()
    const { drift } = await charge.judge(other)
    const { because, label_coverage, performance, verdict } = drift
    const features = drift.features.map(withoutShape)
    const predictions = drift.predictions && {
      ...drift.predictions,
      features: drift.predictions.features.map(withoutShape),
    }
    judged.push({
      ...{ version, rows, label_coverage, features, predictions, performance },
      beside: performance && lossBeside(window, other, charge),
      quality: drift.quality.filter((remark) => !said.has(remark.because)),
      ...{ verdict, because },
    })
  }
  return judged
}

/** Both on the rows of one stretch of time whose labels are there: what became harder for both is no difference. */
function lossBeside(
  { labelled: own }: ProductionWindow,
  { labelled: other }: ProductionWindow,
  { seed, watch: { margin, metrics } }: Charge,
): OtherVersion['beside'] {
  const [metric] = metrics
  if (metric === undefined || own?.sample === undefined || other?.sample === undefined) return null
  const [reference, current] = [own, other].map(({ groups, sample }) => ({ sample: sample!, groups })) as [Side, Side]
  const found = lossAgainst({ metric, reference, current, margin: margin ?? metric.margin, seed })
  const { breach: over, ci, insufficient, loss, p_value } = found
  if (insufficient !== null || loss === null || ci === null || p_value === null) return null
  return { value: loss, ci: [ci[0], ci[1]], p_value, over }
}

type Side = Parameters<typeof lossAgainst>[0]['reference']

function tooFew(rows: number): Omit<OtherVersion, 'version' | 'rows'> {
  return {
    ...{ label_coverage: null, features: [], predictions: null, performance: null, beside: null, quality: [] },
    verdict: 'insufficient',
    because: [`it has ${rows} of the ${FEWEST_ROWS} rows needed`],
  }
}
