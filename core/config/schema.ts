import * as z from 'zod'
import { governanceSchema } from '../governance/schema.ts'
import { PERTURBATIONS } from '../robustness/perturb.ts'
import { driftConfigSchema, retrainConfigSchema } from './drift-schema.ts'
import { expectationsConfigSchema } from './expectations-schema.ts'
import { fairnessConfigSchema, NO_FAIRNESS } from './fairness-schema.ts'
import { label, list, path, text, whole } from './parts.ts'
import { robustnessConfigSchema } from './robustness-schema.ts'
import { section } from './section.ts'
import { task } from './task.ts'
import { duration, margin, ratio, size, timeout } from './units.ts'

const data = section({
  prepare: path('the path of a DuckDB SQL file')
    .optional()
    .describe('DuckDB SQL that makes tables of derived columns and splits; its digest counts'),
  train: path('a file, a glob or a table that `prepare` makes')
    .optional()
    .describe('Training rows: CSV, Parquet or JSON Lines, a file or a glob, or a table that `prepare` makes'),
  test: path('a file, a glob or a table that `prepare` makes').optional().describe('Test rows, in the same forms'),
  validation: path('a file, a glob or a table that `prepare` makes')
    .optional()
    .describe('Rows on which a threshold is chosen, in the same forms'),
  target: text('a column name').optional().describe('Column to predict'),
  positive: label.optional().describe('Label of the positive class, when labels are not 0/1 or true/false'),
  classes: z
    .array(label, { error: 'expected a list of labels' })
    .min(2, { error: 'expected at least two classes' })
    .optional()
    .describe('Classes of a multiclass model, in order; otherwise read from the labels'),
  id: text('a column name').optional().describe('Column that names a row; otherwise the row number does'),
  time: text('a column name').optional().describe('Column with the time of a row'),
  group: z
    .union([z.string().min(1), section({ time: text('a column name'), every: duration })], {
      error: 'expected a column name, or a time column and a period such as { time: departed, every: 1d }',
    })
    .optional()
    .describe('Rows of one group are not independent: a column, or a time column cut into periods'),
  weight: text('a column name').optional().describe('Column with the weight of a row'),
  exclude: list('column name').describe('Columns that are never features'),
  sensitive: list('column name').describe(
    'Columns whose values never appear in any output; built-in trainers do not learn from them',
  ),
})

const train = section({
  run: text('a command').optional().describe('Any command; it writes the file named in $CONTENDER_MODEL'),
  builtin: z
    .enum(['gradient-boosting', 'linear'], { error: 'expected gradient-boosting or linear' })
    .optional()
    .describe('A trainer that needs nothing installed'),
  inputs: z
    .array(path('file'), { error: 'expected a list of files' })
    .default([])
    .describe('Files the command depends on'),
  params: z
    .record(z.string(), z.unknown(), { error: 'expected names and values' })
    .default({})
    .describe('Handed to the command as the JSON file $CONTENDER_PARAMS, or to the built-in trainer'),
  seed: whole(0, 'a whole number ≥ 0').default(0).describe('Handed to the command as $CONTENDER_SEED'),
  repeats: whole(1, 'a whole number ≥ 1')
    .max(100, { error: 'expected at most 100' })
    .default(1)
    .describe('Train with this many seeds, which adds the variance of training to the verdict'),
  timeout: timeout.default(3_600_000).describe('The command is stopped after this time'),
  retries: whole(0, 'a whole number ≥ 0')
    .max(10, { error: 'expected at most 10' })
    .default(0)
    .describe('Times to try again after a failure'),
})

const model = z.union(
  [
    z
      .string()
      .min(1)
      .transform((path) => ({ path, columns: undefined, output: undefined, logits: false })),
    section({
      path: text('a path'),
      columns: z.array(text('column name')).min(1).optional().describe('Order of the columns in a matrix input'),
      output: text('the name of an output').optional().describe('Output that holds the predictions'),
      logits: z
        .boolean({ error: 'expected true or false' })
        .default(false)
        .describe('The output holds logits, not probabilities'),
    }),
  ],
  { error: 'expected a path, or a section with `path`, `columns`, `output`, `logits`' },
)

const THRESHOLD = 'expected a number in [0, 1], or { maximize: METRIC, on: validation }'

const evaluate = section({
  metrics: z
    .array(text('metric'))
    .min(1, { error: 'expected at least one metric' })
    .optional()
    .describe('Metrics to compute; the first is the primary one'),
  threshold: z
    .union(
      [
        z.number().min(0, { error: THRESHOLD }).max(1, { error: THRESHOLD }),
        section({ maximize: text('a metric'), on: z.enum(['validation', 'train']).default('validation') }),
      ],
      {
        error: THRESHOLD,
      },
    )
    .default(0.5)
    .describe('Score from which the answer is positive, or how to choose it'),
  slices: z
    .union([z.literal('auto'), z.array(text('column name'))], { error: 'expected a list of column names, or auto' })
    .default([])
    .describe('Columns by whose values the rows are judged apart; auto finds the worst'),
  budgets: section({
    size: size.optional().describe('Largest model file'),
    latency: ratio.optional().describe('Slowest candidate, as a ratio to the base model in one run'),
  }).default({}),
  fairness: fairnessConfigSchema.default(NO_FAIRNESS).describe('By which groups of people the model is judged'),
  importance: z
    .boolean({ error: 'expected true or false' })
    .default(true)
    .describe('Whether an ONNX model is asked how much it needs each of its features'),
  robustness: robustnessConfigSchema
    .optional()
    .describe('Changes of the test rows under which the model answers once more: noise, missing, typos'),
  expectations: expectationsConfigSchema.optional(),
})

const gate = section({
  metric: text('a metric').describe('Metric the rule is about'),
  by: text('a column name')
    .exactOptional()
    .describe('Of a fairness metric: the column of `evaluate.fairness` whose groups are judged'),
  min: z.number({ error: 'expected a number' }).exactOptional().describe('The whole interval must lie at or above'),
  max: z.number({ error: 'expected a number' }).exactOptional().describe('The whole interval must lie at or below'),
  against: z
    .string({ error: 'expected base, production or a version such as v1.0.0' })
    .regex(/^(base|production|v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)$/, {
      error: 'expected base, production or a version such as v1.0.0',
    })
    .exactOptional()
    .describe('Baseline the candidate is compared with'),
  under: z
    .enum(PERTURBATIONS, { error: 'expected noise, missing or typos' })
    .exactOptional()
    .describe('Change of `evaluate.robustness` under which the metric may fall by the margin'),
  margin: margin.exactOptional().describe('How far the metric may fall and still count as no worse'),
  slices: z
    .union([z.boolean(), z.literal('prove')], { error: 'expected true, false or prove' })
    .exactOptional()
    .describe('true: no slice may be shown worse; prove: every slice must pass'),
})

/** One model of `contender.yml`, with every default filled in. */
const modelSchema = section({
  task,
  data: data.default({ exclude: [], sensitive: [] }),
  train: train.optional(),
  model: model.optional().describe('The model file, ONNX unless `predict.run` reads it'),
  predictions: path('a path').optional().describe('A file of predictions instead of a model'),
  predict: section({
    run: text('a command').describe('Reads $CONTENDER_MODEL and $CONTENDER_DATA, writes $CONTENDER_PREDICTIONS'),
    inputs: z
      .array(path('file'), { error: 'expected a list of files' })
      .default([])
      .describe('Files the command depends on'),
    timeout: timeout.default(3_600_000),
  }).optional(),
  evaluate: evaluate.default({ threshold: 0.5, slices: [], budgets: {}, fairness: NO_FAIRNESS, importance: true }),
  gates: z.array(gate, { error: 'expected a list of gates' }).default([]),
  drift: driftConfigSchema.optional().describe('How production is watched'),
  retrain: retrainConfigSchema.optional().describe('When the model is trained anew, and on what'),
})

const NAME_FORM = 'expected letters, digits, `-`, `_` and `/`, beginning and ending with a letter or digit'
const NAME = /^[a-zA-Z0-9]([a-zA-Z0-9\-/_]*[a-zA-Z0-9])?$/

const WORKFLOW = 'expected the path of a workflow such as .github/workflows/contender.yml'

/** Whoever looks at a change compares all of its paths with what each of them names. */
const MOST_MODELS = 500

/** The whole of `contender.yml`. */
export const configSchema = section({
  models: z
    .record(z.string().regex(NAME, { error: NAME_FORM }), modelSchema, {
      error: 'expected a name and a section for each model',
    })
    .refine((models) => Object.keys(models).length > 0, { error: 'expected at least one model' })
    .refine((models) => Object.keys(models).length <= MOST_MODELS, {
      error: `expected at most ${MOST_MODELS} models`,
    }),
  stages: z
    .array(z.string().regex(NAME, { error: NAME_FORM }), { error: 'expected a list of stages' })
    .min(1, { error: 'expected at least one stage' })
    .default(['staging', 'production'])
    .describe('Promotion order: a version reaches a stage only from the one before it'),
  workflow: z
    .string({ error: WORKFLOW })
    .regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, { error: WORKFLOW })
    .default('.github/workflows/contender.yml')
    .describe('The workflow whose report the bot believes'),
  costs: section({
    minute: z
      .number({ error: 'expected a price such as 0.008' })
      .min(0, { error: 'expected a number ≥ 0' })
      .describe('What a minute of a runner costs'),
    currency: z
      .string({ error: 'expected a currency such as USD' })
      .regex(/^[A-Z]{3}$/, { error: 'expected three capital letters such as USD' })
      .describe('ISO 4217, as pages show it'),
  })
    .exactOptional()
    .describe('Price list for what `contender publish` shows of the minutes of training'),
  governance: governanceSchema.prefault({}).describe('The checklist of a pull request, and who may do what'),
})

export type ModelConfig = z.output<typeof modelSchema>
export type Gate = ModelConfig['gates'][number]
