import { isDeepStrictEqual } from 'node:util'
import { BUMPS, type Bump } from '../ledger/registry/version.ts'
import type { Task } from '../metrics/metric.ts'

/** What decides how far a version is from the one before it, as far as a commit tells. */
export interface Released {
  readonly task: Task
  readonly target: string | undefined
  readonly positive: string | undefined
  readonly classes: readonly string[] | undefined
  /** Columns that the model reads; null where nobody knows them. */
  readonly features: readonly string[] | null
  /** Columns that the config keeps from the model: by them the features are told where nobody knows them. */
  readonly withheld: readonly string[]
  /** Digest of the SQL that makes the columns; null where there is none. */
  readonly prepare: string | null
}

/** How much a version grows, and why: a phrase each. */
export interface Step {
  readonly bump: Bump
  readonly because: readonly string[]
}

/** Labels of a pull request that say it otherwise. */
const LABELS: Readonly<Record<Bump, string>> = {
  major: 'contender:major',
  minor: 'contender:minor',
  patch: 'contender:patch',
}

/** The label by which nothing is released. */
export const NO_RELEASE = 'contender:no-release'

/**
 * The step from one version of a model to the next: another task, target or classes is a major one, for who uses the
 * model has to change; other features are a minor one; a model that was only trained again is a patch.
 *
 * @example
 * stepBetween(before, { ...before, features: [...before.features, 'age'] }).bump // 'minor'
 */
export function stepBetween(before: Released, now: Released): Step {
  const goal = [
    changed('task', before.task, now.task),
    changed('target', before.target, now.target),
    changed('positive class', before.positive, now.positive),
    changed('classes', sorted(before.classes), sorted(now.classes)),
  ].flat()
  if (goal.length > 0) return { bump: 'major', because: goal }
  const features = [...featuresChanged(before, now), ...prepareChanged(before, now)]
  if (features.length > 0) return { bump: 'minor', because: features }
  return { bump: 'patch', because: ['task, target and features are what they were'] }
}

/**
 * What labels say of the step, the largest of several; undefined where none says anything.
 *
 * @example
 * labelledStep(['bug', 'contender:minor']).bump // 'minor'
 */
export function labelledStep(labels: readonly string[]): Step | undefined {
  const bump = BUMPS.find((one) => labels.includes(LABELS[one]))
  return bump && { bump, because: [`the label ${LABELS[bump]} says so`] }
}

function featuresChanged(before: Released, now: Released): string[] {
  if (before.features === null || now.features === null) {
    return isDeepStrictEqual(sorted(before.withheld), sorted(now.withheld))
      ? []
      : ['other columns are kept from the model']
  }
  const missing = (from: readonly string[], those: readonly string[]) => those.filter((name) => !from.includes(name))
  return [
    ...named('added', missing(before.features, now.features)),
    ...named('removed', missing(now.features, before.features)),
  ]
}

function prepareChanged(before: Released, now: Released): string[] {
  return before.prepare === now.prepare ? [] : ['the SQL that prepares the data changed']
}

const SHOWN = 5

function named(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return [`${names.length === 1 ? 'feature' : 'features'} ${what}: ${names.slice(0, SHOWN).join(', ')}${more}`]
}

function changed(what: string, before: unknown, now: unknown): string[] {
  if (isDeepStrictEqual(before, now)) return []
  const say = (value: unknown) => (value === undefined ? 'none' : String(value))
  return [`${what}: ${say(before)} → ${say(now)}`]
}

function sorted(names: readonly string[] | undefined): readonly string[] | undefined {
  return names?.toSorted()
}
