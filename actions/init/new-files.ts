import { join, relative, sep } from 'node:path'
import type { Config } from '../../core/config.ts'
import type { Host } from '../action.ts'
import type { Place } from '../project.ts'
import { readWorkflows } from '../workflow-file.ts'
import { columnFacts } from './column-facts.ts'
import { COMMENT_WORKFLOW, commentWorkflowText } from './comment-workflow-text.ts'
import { configText } from './config-text.ts'
import { driftWorkflows } from './drift-workflow-texts.ts'
import type { InitInput } from './inputs.ts'
import type { Seen } from './look.ts'
import type { Plan } from './plan.ts'
import { prepareSql } from './prepare-sql.ts'
import { defaultBranch, RELEASE_WORKFLOW, releaseWorkflowText } from './release-workflow-text.ts'
import { commandsOf, commandsOfModels, needsOf } from './workflow-needs.ts'
import { WORKFLOW, WORKFLOW_NAME, workflowText } from './workflow-text.ts'
import type { NewFile } from './write-new-files.ts'

/** What the files are made from: a plan for a new config, or the config that is there. */
interface Basis {
  /** Name of the config. */
  readonly file: string
  readonly config: Config | undefined
  readonly plan: Plan | undefined
  readonly seen: Seen
}

/** The config and what it needs, from the top of the repository. */
export async function configFiles(
  place: Place,
  { file, plan }: Basis,
  { drift }: Pick<InitInput, 'drift'>,
  host: Host,
): Promise<NewFile[]> {
  if (plan === undefined) return [{ path: at(place, file), text: '' }]
  const config = { path: at(place, file), text: configText(plan, file, { drift }) }
  if (plan.split === undefined) return [config]
  const { rows, sql } = plan.split
  const facts = await host.step(`looking at ${rows}`, () => columnFacts(place, rows))
  return [config, { path: at(place, sql), text: prepareSql(rows, facts, plan.data) }]
}

/** The workflows, from the top of the repository. */
export async function workflowFiles(
  place: Place,
  { config, file, plan, seen }: Basis,
  { app, drift, forks, release }: Pick<InitInput, 'app' | 'drift' | 'forks' | 'release'>,
): Promise<NewFile[]> {
  const commands = plan === undefined ? commandsOfModels(config?.models ?? []) : commandsOf(plan)
  const needs = await needsOf(place.root, { commands, config: at(place, file), seen })
  const files = [{ path: WORKFLOW, text: workflowText(needs) }]
  if (forks) {
    const there = (await readWorkflows(place.root)).find(({ path }) => path === WORKFLOW)
    files.push({ path: COMMENT_WORKFLOW, text: commentWorkflowText(there?.name ?? WORKFLOW_NAME) })
  }
  if (release)
    files.push({ path: RELEASE_WORKFLOW, text: releaseWorkflowText(needs, await defaultBranch(place.root), app) })
  if (drift) files.push(...driftWorkflows(needs))
  return files
}

/** A file beside the config, from the top of the repository. */
export function at({ directory, root }: Place, name: string): string {
  return relative(root, join(directory, name)).split(sep).join('/')
}
