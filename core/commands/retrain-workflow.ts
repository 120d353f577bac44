import { LONGEST_YAML, readYaml } from '../config/read-yaml.ts'

/** The workflow that trains a model anew, started by a command or by drift. */
export const RETRAIN_WORKFLOW = '.github/workflows/contender-retrain.yml'

/** What such a workflow has to begin with. */
export const RETRAIN_TRIGGER = `run-name: Train \${{ inputs.model }} anew
on:
  workflow_dispatch:
    inputs:
      model:
        type: string
        required: true
`

/**
 * What keeps a workflow from being started for a model.
 *
 * @param text the file's; undefined where it is not there
 * @returns as a sentence; undefined where it can be started
 */
export function cannotRetrain(text: string | undefined, branch: string): string | undefined {
  const place = `${RETRAIN_WORKFLOW} of ${branch}`
  if (text === undefined) return `Missing ${place}, expected the workflow that trains a model anew`
  const trigger = triggerOf(text)
  if (trigger === undefined) return `Unexpected ${place}: it is no YAML with a trigger \`on\``
  if (!('workflow_dispatch' in trigger)) return `Missing \`workflow_dispatch\` in ${place}: nothing can start it`
  const inputs = member(member(trigger, 'workflow_dispatch'), 'inputs')
  if (member(inputs, 'model') === undefined) return `Missing input \`model\` of \`workflow_dispatch\` in ${place}`
  return retrainingTitle(text, '') === undefined
    ? `Missing \`run-name\` with the input \`model\`, and no other expression, in ${place}: nothing else tells whose run is whose`
    : undefined
}

/**
 * The title that GitHub gives to the run of such a workflow for a model.
 *
 * @returns undefined where its `run-name` does not tell of the model, or of more than can be known here
 */
export function retrainingTitle(text: string, model: string): string | undefined {
  const name = member(parsed(text), 'run-name')
  if (typeof name !== 'string') return undefined
  const rest = name.replace(MODEL_INPUT, '')
  return rest === name || rest.includes('${{') ? undefined : name.replace(MODEL_INPUT, () => model)
}

const MODEL_INPUT = /\$\{\{\s*(?:github\.event\.)?inputs\.model\s*\}\}/g

/** The trigger as an object: GitHub takes one name and a list of names too. */
function triggerOf(text: string): object | undefined {
  const on = member(parsed(text), 'on')
  if (typeof on === 'string') return { [on]: null }
  if (Array.isArray(on)) return Object.fromEntries(on.map((name) => [String(name), null]))
  return typeof on === 'object' && on !== null ? on : undefined
}

function parsed(text: string): unknown {
  try {
    return readYaml(text, RETRAIN_WORKFLOW, LONGEST_YAML).value
  } catch {
    return undefined
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name] ?? {}
}
