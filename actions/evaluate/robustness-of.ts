import type { Robustness } from '../../core/artifacts/robustness.ts'
import { compareModels } from '../../core/compare.ts'
import { UserError } from '../../core/errors.ts'
import { marginUnder } from '../../core/gates/margin-under.ts'
import { drawSeed, groupRows } from '../../core/judged-rows.ts'
import type { Metric } from '../../core/metrics/metric.ts'
import { concerns, type Perturb, type Perturbation, perturbing } from '../../core/robustness/perturb.ts'
import { spreadsOf } from '../../core/robustness/spreads.ts'
import type { Host } from '../action.ts'
import { featuresOf } from '../features.ts'
import { rolesOf } from '../roles.ts'
import { withData } from '../with-data.ts'
import type { Runnable } from './answer-rows.ts'
import { type ChangedRows, type KnownRows, predictChanged } from './predict-changed.ts'

/**
 * What each metric loses on the same rows when their features are changed, one kind of change after the other. The
 * draws follow from the rows, so that the same rows and model give the same numbers.
 */
export async function robustnessOf(
  subject: Runnable,
  judged: KnownRows,
  { host, metrics }: { readonly host: Host; readonly metrics: readonly Metric[] },
): Promise<Robustness[]> {
  const { model, place, rows, source } = judged
  const { robustness = [] } = model.evaluate
  if (robustness.length === 0) return []
  const { features, spreads } = await withData(place, model, async (engine) => {
    const features = new Set(await featuresOf(engine, model, source))
    const numbers = (await engine.columns(source)).filter(({ name, type }) => features.has(name) && type !== 'text')
    const isNoisy = robustness.some(({ perturbation }) => perturbation === 'noise')
    const names = isNoisy ? numbers.map(({ name }) => name) : []
    return { features, spreads: names.length === 0 ? new Map() : await spreadsOf(engine.batches(source, names)) }
  })
  // A command gets a copy of the rows, which may be written otherwise than they are: so its answers to such a copy are what it is compared with.
  const unchanged: Perturb = (_, column) => column
  const asTheyAre =
    subject.kind === 'command' ? await tried(subject, { ...judged, perturb: () => unchanged }, host) : rows.sample
  const found: Robustness[] = []
  for (const change of robustness) {
    const touched = new Set<string>()
    const perturb = () => {
      const perturbFeature = perturbing(change, drawSeed(rows.digest), spreads)
      return ((name, column) => {
        if (!features.has(name) || !concerns(change, column)) return column
        touched.add(name)
        return perturbFeature(name, column)
      }) satisfies Perturb
    }
    const answered =
      typeof asTheyAre === 'string'
        ? asTheyAre
        : await host.step(`${model.name}: predicting ${source} with ${sayChange(change)}`, () =>
            tried(subject, { ...judged, perturb }, host),
          )
    const about = { ...change, columns: touched.size, rows: rows.sample.rows }
    if (typeof answered === 'string' || typeof asTheyAre === 'string' || touched.size === 0) {
      const reason = typeof answered === 'string' ? answered : `no feature that ${NOBODY[change.perturbation]}`
      found.push({ ...about, groups: null, metrics: {}, reason })
      continue
    }
    const { groups } = groupRows({ ...rows, sample: answered }, rolesOf(model), metrics, [asTheyAre])
    const contest = { candidate: [answered], baseline: [asTheyAre], groups, seed: drawSeed(rows.digest) }
    const compared = compareModels(
      contest,
      metrics.map((metric) => ({ metric, margin: marginUnder(metric, change.perturbation, model.gates) })),
    )
    found.push({ ...about, groups: groups?.count ?? null, metrics: compared, reason: null })
  }
  return found
}

/** Answers, or why there are none: not every model takes a missing value. What it says of sensitive values nobody shows. */
async function tried(subject: Runnable, changed: ChangedRows, host: Host) {
  try {
    return await predictChanged(subject, changed, host)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const isOpen = subject.kind === 'onnx' && changed.model.data.sensitive.length === 0
    return isOpen ? error.message : 'the model does not answer these rows'
  }
}

function sayChange({ level, perturbation }: Perturbation): string {
  return perturbation === 'noise' ? `noise of ${level} σ` : `${level * 100} % ${perturbation}`
}

const NOBODY = { noise: 'holds numbers', missing: 'the model reads', typos: 'holds text' } as const
