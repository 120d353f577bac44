import { basename, extname } from 'node:path'
import { parseConfig } from '../core/config.ts'
import { UserError } from '../core/errors.ts'
import { DEFAULT_METRICS } from '../core/metrics/index.ts'
import { TASKS, type Task } from '../core/metrics/metric.ts'
import type { Host } from './action.ts'
import { anywhere, outFolder, type Project, surroundings } from './project.ts'

/** Flags that stand in for a config. */
export interface Settings {
  readonly predictions: string
  readonly task?: Task | undefined
  readonly metrics?: readonly string[] | undefined
  readonly threshold?: number | undefined
  readonly slices?: readonly string[] | undefined
  readonly fairness?: readonly string[] | undefined
  readonly group?: string | undefined
  readonly weight?: string | undefined
  readonly id?: string | undefined
  readonly positive?: string | undefined
  /** Of the primary metric against the baseline. */
  readonly margin?: string | undefined
  readonly out: string
}

/**
 * A project of one model made from flags, for predictions that are judged without a config. It goes
 * by the name of the file. Flags are a person's own words, so its files may lie anywhere.
 *
 * @throws {UserError} naming the flag that is wrong
 */
export async function settingsProject(settings: Settings, host: Host): Promise<Project> {
  const { task } = settings
  if (task === undefined) throw new UserError(`Missing --task, expected one of ${TASKS.join(', ')}`)
  const config = parseConfig(
    JSON.stringify({ models: { [nameOf(settings.predictions)]: modelOf(settings) } }),
    'the flags',
    sayFlag,
  )
  const { directory } = host
  const place = await surroundings(directory)
  return {
    ...place,
    config: { ...config, digest: null },
    models: config.models,
    ...anywhere({ directory }),
    out: await outFolder(directory, settings.out),
  }
}

function modelOf({
  fairness,
  group,
  id,
  margin,
  metrics,
  positive,
  predictions,
  slices,
  task,
  threshold,
  weight,
}: Settings): object {
  return {
    task,
    predictions,
    data: { group, id, positive, weight },
    evaluate: {
      metrics,
      threshold,
      slices: slices?.length === 1 && slices[0] === 'auto' ? 'auto' : slices,
      ...(fairness !== undefined && { fairness: { groups: fairness } }),
    },
    ...(margin !== undefined && {
      gates: [
        {
          metric: metrics?.[0] ?? DEFAULT_METRICS[task!][0],
          against: 'base',
          margin: margin.trim() === '' || Number.isNaN(Number(margin)) ? margin : Number(margin),
        },
      ],
    }),
  }
}

/** The file's name without folder and ending, as far as a model may be called so. */
function nameOf(path: string): string {
  const stem = basename(path, extname(path)).replace(/[^a-zA-Z0-9_-]+/g, '-')
  return stem.replace(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '') || 'model'
}

/** Settings are told as the flags they came from: the nearest name of the path that is one. */
function sayFlag(path: readonly PropertyKey[]): string {
  const flag = path.findLast((key) => typeof key === 'string' && FLAGS.has(key))
  return flag === undefined ? 'the flags' : `--${String(flag)}`
}

const FLAGS = new Set([
  'task',
  'metrics',
  'threshold',
  'slices',
  'fairness',
  'group',
  'weight',
  'id',
  'positive',
  'margin',
  'predictions',
])
