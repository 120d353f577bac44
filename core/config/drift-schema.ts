import * as z from 'zod'
import { DRIFT_METHODS } from '../drift/methods.ts'
import { mustBeDated } from './must-be-dated.ts'
import { list, path, text, whole } from './parts.ts'
import { section } from './section.ts'
import { duration, margin } from './units.ts'

const files = path('a file, a glob or a table that `prepare` makes').superRefine(mustBeDated)

const logs = section({
  files: files.describe(
    'Rows that the model answered: CSV, Parquet or JSON Lines, a file, a glob, or a table that `prepare` makes; %Y, %m, %d and %H stand for year, month, day and hour in UTC, so that only the files of a window are read',
  ),
  time: text('a column name').describe('Column with the time of an answer'),
  id: text('a column name')
    .optional()
    .describe('Column that names a row: it counts once by it, however often it is there, and labels are joined by it'),
  version: text('a column name').optional().describe('Column with the version of the model that answered'),
  score: text('a column name')
    .optional()
    .describe('Column with the answer: the probability of the positive class, or the predicted number'),
  prediction: text('a column name').optional().describe('Column with the decision, where there is no score'),
  latency: text('a column name').optional().describe('Column with milliseconds that an answer took'),
  status: text('a column name')
    .optional()
    .describe('Column with how a request ended: numbers from 500 on, false, and text such as error count as errors'),
})

const labels = section({
  files: files.describe('Labels that come later, in the same forms'),
  id: text('a column name').optional().describe('Column that names a row; the one of the logs where it is not named'),
  column: text('a column name').optional().describe('Column with the label; `data.target` where it is not named'),
  available_after: duration
    .default(0)
    .describe(
      'How long after its answer a row can be expected to have its label: where it is a seventh of the window at most, the window is judged once its labels are due, else labels judge rows that are older by it',
    ),
})

const PARTY = 'expected a team such as @org/team, or a person such as @name'
const party = z.string({ error: PARTY }).regex(/^@[\w-]+(\/[\w.-]+)?$/, { error: PARTY })
const HOUR = 'expected a time of day such as 22:00'
const hour = z.string({ error: HOUR }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: HOUR })
const variable = text('the name of an environment variable').regex(/^[A-Za-z_]\w*$/, {
  error: 'expected the name of an environment variable: an address or a secret itself does not belong into a file',
})

const alert = section({
  owners: z
    .array(party, { error: 'expected a list of teams and people' })
    .default([])
    .describe('Who is named in the issue; otherwise the owners of the model in CODEOWNERS'),
  escalate: section({
    after: whole(1, 'a whole number of windows ≥ 1').describe(
      'Windows of an episode, judged to drift, after which it is their turn',
    ),
    owners: z.array(party, { error: 'expected a list of teams and people' }).min(1, { error: PARTY }),
  }).optional(),
  quiet: section({
    from: hour,
    to: hour,
    zone: text('a time zone such as Europe/Berlin').default('UTC'),
  })
    .optional()
    .describe('Hours in which nobody is named and no webhook is called: it waits for the first run after them'),
  webhook: section({
    url: variable.describe('Name of the environment variable that holds the address'),
    secret: variable.optional().describe('Name of the one that holds the secret which signs the body'),
    template: path('a JSON file')
      .optional()
      .describe('The body, as JSON with {{ names }} of what is told: for Slack, PagerDuty, Opsgenie, Teams'),
  }).optional(),
})

const PROMETHEUS = 'expected an address such as http://prometheus:9090'

/** Of the address as it is read, for `HTTP:\\\\name:password@host` is one too. */
function hasPassword(url: string): boolean {
  const { password = '', username = '' } = URL.parse(url) ?? {}
  return username !== '' || password !== ''
}

/** `models.NAME.drift`: how production is watched. */
export const driftConfigSchema = section({
  logs,
  labels: labels.optional(),
  reference: path('a file, a glob, a table that `prepare` makes or a profile.json')
    .optional()
    .describe('What features are compared with: rows or a stored profile; otherwise `data.train`'),
  window: duration
    .default(7 * 86_400_000)
    .describe('Length of a window; windows begin at whole multiples of it since 1970'),
  segments: list('column name').describe('Columns by whose values the rows are compared apart'),
  columns: z
    .record(
      z.string(),
      z.array(z.enum(DRIFT_METHODS, { error: `expected any of ${DRIFT_METHODS.join(', ')}` }), {
        error: 'expected a list of methods',
      }),
      { error: 'expected columns with a list of methods each' },
    )
    .default({})
    .describe('Methods to show for a column beside those that decide'),
  multivariate: z
    .boolean({ error: 'expected true or false' })
    .default(false)
    .describe('Train a classifier to tell reference and window apart'),
  performance: section({
    metric: text('a metric').optional().describe('The one that decides; otherwise the primary metric'),
    margin: margin.optional().describe('How much worse than on the test rows it may be: 0.01, or 2%'),
  }).optional(),
  prometheus: section({
    url: z
      .url({ error: PROMETHEUS, protocol: /^https?$/ })
      .refine((url) => !hasPassword(url), {
        error: `${PROMETHEUS}: a password does not belong into a file, set $CONTENDER_PROMETHEUS_TOKEN`,
      })
      .describe('Address of the server; $CONTENDER_PROMETHEUS_TOKEN is sent as a bearer token'),
    latency: section({
      p50: text('a PromQL expression'),
      p95: text('a PromQL expression'),
      p99: text('a PromQL expression'),
    })
      .optional()
      .describe(
        'Expressions in milliseconds; `$window` stands for the length of the window, and makes them of the whole of it rather than of each minute',
      ),
    error_rate: text('a PromQL expression').optional().describe('An expression in [0, 1], likewise'),
  })
    .optional()
    .describe('Latency and errors from Prometheus rather than from the logs'),
  alert: alert.default({ owners: [] }),
})

/** `models.NAME.retrain`: when a model is trained anew, and on what. */
export const retrainConfigSchema = section({
  when: z
    .enum(['performance', 'schedule', 'never'], { error: 'expected performance, schedule or never' })
    .default('performance')
    .describe('performance: after a breach; schedule: whenever it runs, kept on a win alone; never: only by a person'),
  train_on: duration.default(90 * 86_400_000).describe('Time before the holdout whose labelled rows are learned from'),
  holdout: duration
    .default(14 * 86_400_000)
    .describe('Newest labelled rows, on which challenger and production are compared and neither has learned'),
  cooldown: duration.default(7 * 86_400_000).describe('Time after a retraining in which none is begun'),
  budget: section({
    runs: whole(1, 'a whole number ≥ 1').default(8).describe('Trainings a month'),
    minutes: whole(1, 'a whole number of minutes ≥ 1').default(600).describe('Minutes of training a month'),
  }).prefault({}),
  app: text('the name of a GitHub App')
    .optional()
    .describe('The App whose token opens the pull requests, where it is not the one that governs'),
})
