import { suggest, UserError } from '../errors.ts'
import type { Task } from '../metrics/metric.ts'

/** A fairness metric: how far groups of people are apart in some rates. */
export interface Disparity {
  readonly name: string
  /** Whose name and definition it is. */
  readonly source: 'Fairlearn' | 'AIF360' | 'Clarify'
  readonly task: Task
  /**
   * `pairs`: the two groups that are furthest apart, in the worst of the rates. `rest`: all other rows beside a
   * privileged group that somebody named, in the mean of the rates.
   */
  readonly over: 'pairs' | 'rest'
  /** What is taken of two rates. Of pairs the ratio is that of the lower to the higher. */
  readonly as: 'difference' | 'ratio'
  readonly rates: readonly string[]
  /** A difference of `rest`: privileged − rest instead of rest − privileged. */
  readonly privilegedFirst?: boolean
  /** Lowest and highest possible value. */
  readonly range: readonly [number, number]
}

const SHARES_APART = [0, 1] as const
const SIGNED = [-1, 1] as const
const ABOVE_ZERO = [0, Infinity] as const
const ANY = [-Infinity, Infinity] as const

const [BINARY, MULTICLASS, REGRESSION] = [
  'binary-classification',
  'multiclass-classification',
  'regression',
] as const satisfies Task[]

/** `name_difference` and `name_ratio` over all pairs of groups. */
function pairs(task: Task, name: string, rates: readonly string[], apart: Disparity['range'] = SHARES_APART) {
  const common = { task, over: 'pairs', rates, source: 'Fairlearn' } as const
  return [
    { ...common, name: `${name}_difference`, as: 'difference', range: apart },
    { ...common, name: `${name}_ratio`, as: 'ratio', range: [0, 1] },
  ] as const satisfies Disparity[]
}

function aif360(name: string, as: Disparity['as'], rates: readonly string[]): Disparity {
  return { name, source: 'AIF360', task: BINARY, over: 'rest', as, rates, range: as === 'ratio' ? ABOVE_ZERO : SIGNED }
}

function clarify(
  name: string,
  rate: string,
  rest: Partial<Pick<Disparity, 'as' | 'privilegedFirst' | 'range'>> = {},
): Disparity {
  const common = { name, source: 'Clarify', task: BINARY, over: 'rest', rates: [rate] } as const
  return { ...common, as: 'difference', range: SIGNED, ...rest }
}

/**
 * Every fairness metric under the name that its own library gives it. Where two libraries mean different things by
 * one name, the name is Fairlearn's, whose metrics need no privileged group, and AIF360's has its prefix.
 */
const DISPARITIES: readonly Disparity[] = [
  ...pairs(BINARY, 'demographic_parity', ['selection_rate']),
  ...pairs(BINARY, 'equalized_odds', ['true_positive_rate', 'false_positive_rate']),
  ...pairs(BINARY, 'equal_opportunity', ['true_positive_rate']),
  ...[
    'selection_rate',
    'true_positive_rate',
    'false_positive_rate',
    'true_negative_rate',
    'false_negative_rate',
    'accuracy_score',
    'zero_one_loss',
  ].flatMap((rate) => pairs(BINARY, rate, [rate])),

  aif360('statistical_parity_difference', 'difference', ['selection_rate']),
  aif360('disparate_impact', 'ratio', ['selection_rate']),
  aif360('average_odds_difference', 'difference', ['true_positive_rate', 'false_positive_rate']),
  aif360('aif360_equal_opportunity_difference', 'difference', ['true_positive_rate']),
  aif360('aif360_false_positive_rate_difference', 'difference', ['false_positive_rate']),
  aif360('aif360_false_negative_rate_difference', 'difference', ['false_negative_rate']),
  aif360('error_rate_difference', 'difference', ['zero_one_loss']),
  aif360('error_rate_ratio', 'ratio', ['zero_one_loss']),
  aif360('false_discovery_rate_difference', 'difference', ['false_discovery_rate']),
  aif360('false_discovery_rate_ratio', 'ratio', ['false_discovery_rate']),
  aif360('false_omission_rate_difference', 'difference', ['false_omission_rate']),
  aif360('false_omission_rate_ratio', 'ratio', ['false_omission_rate']),

  clarify('DPPL', 'selection_rate', { privilegedFirst: true }),
  clarify('DI', 'selection_rate', { as: 'ratio', range: ABOVE_ZERO }),
  clarify('DCAcc', 'conditional_acceptance', { privilegedFirst: true, range: ANY }),
  clarify('DCR', 'conditional_rejection', { range: ANY }),
  clarify('RD', 'true_positive_rate', { privilegedFirst: true }),
  clarify('SD', 'true_negative_rate'),
  clarify('DAR', 'precision', { privilegedFirst: true }),
  clarify('DRR', 'negative_predictive_value'),
  clarify('AD', 'accuracy_score', { privilegedFirst: true }),
  clarify('TE', 'treatment_equality', { range: ANY }),

  ...['accuracy_score', 'zero_one_loss'].flatMap((rate) => pairs(MULTICLASS, rate, [rate])),

  pairs(REGRESSION, 'mean_prediction', ['mean_prediction'], ABOVE_ZERO)[0],
  ...['mean_absolute_error', 'mean_squared_error'].flatMap((rate) => pairs(REGRESSION, rate, [rate], ABOVE_ZERO)),
]

/** Shown where the config names none. */
export const DEFAULT_DISPARITIES: { readonly [T in Task]: readonly string[] } = {
  'binary-classification': [
    'demographic_parity_difference',
    'demographic_parity_ratio',
    'equalized_odds_difference',
    'accuracy_score_difference',
  ],
  'multiclass-classification': ['accuracy_score_difference'],
  regression: ['mean_prediction_difference', 'mean_absolute_error_difference'],
}

/** Rates that each group is shown with. */
export const SHOWN_RATES: { readonly [T in Task]: readonly string[] } = {
  'binary-classification': ['selection_rate', 'true_positive_rate', 'false_positive_rate', 'accuracy_score'],
  'multiclass-classification': ['accuracy_score'],
  regression: ['mean_prediction', 'mean_absolute_error'],
}

/**
 * A fairness metric of a task by name.
 *
 * @throws {UserError} naming the nearest one when the task has none of that name
 * @example
 * disparityOf('binary-classification', 'DI').as // 'ratio'
 */
export function disparityOf(task: Task, name: string): Disparity {
  const found = DISPARITIES.find((one) => one.task === task && one.name === name)
  if (found !== undefined) return found
  throw new UserError(`Unknown fairness metric \`${name}\` for ${task}, ${suggest(name, disparityNames(task))}`)
}

/**
 * The names of a task's fairness metrics.
 *
 * @example
 * disparityNames('multiclass-classification')
 * // ['accuracy_score_difference', 'accuracy_score_ratio', 'zero_one_loss_difference', 'zero_one_loss_ratio']
 */
export function disparityNames(task: Task): string[] {
  return DISPARITIES.filter((one) => one.task === task).map(({ name }) => name)
}
