import { type Command, Option } from 'commander'
import * as z from 'zod'
import { fairnessInput, marginInput, settingInputs } from '../actions/inputs.ts'
import { kebab } from '../actions/kebab.ts'

interface Property {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly description?: string
  /** What a value is, in a word, where its name does not say it. */
  readonly title?: string
  readonly default?: unknown
}

/**
 * An action's inputs as flags: `test-data` of the schema is `--test-data`; a boolean takes no value.
 * Those in `positional` are arguments; optional where the schema says so, and a list takes the rest.
 */
export function addFlags(command: Command, inputs: z.ZodObject, positional: readonly string[] = []): void {
  const { properties = {}, required = [] } = z.toJSONSchema(inputs, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>
    required?: readonly string[]
  }
  for (const name of positional) {
    const { description = '', type } = properties[name]!
    const shown = `${kebab(name)}${type === 'array' ? '...' : ''}`
    command.argument(required.includes(name) ? `<${shown}>` : `[${shown}]`, description)
  }
  for (const [name, { default: standard, description, enum: choices, title, type }] of Object.entries(properties)) {
    if (positional.includes(name)) continue
    const flag = `--${kebab(name)}`
    const option = new Option(
      type === 'boolean' ? flag : `${flag} <${title ?? placeholder(name, standard)}>`,
      description,
    )
    // For the help; the schema checks the value, and names the nearest one.
    if (choices !== undefined) option.choices(choices).argParser((value: string) => value)
    if (standard !== undefined && type !== 'boolean') option.default(standard)
    if (standsIn(name, properties)) option.helpGroup('Where no config says it:')
    command.addOption(option)
  }
}

/** Flags that a command refuses beside a config. */
const STAND_INS: readonly string[] = Object.keys({
  ...settingInputs,
  ...fairnessInput,
  ...marginInput,
  ...{ predictions: true, candidate: true, current: true, time: true },
})

function standsIn(name: string, properties: Readonly<Record<string, Property>>): boolean {
  return 'metrics' in properties && STAND_INS.includes(name)
}

const PLACEHOLDERS: Record<string, string> = {
  out: 'dir',
  metrics: 'names',
  slices: 'columns',
  group: 'column',
  weight: 'column',
  id: 'column',
  model: 'name',
  base: 'revision',
  threshold: 'number',
  margin: 'margin',
  positive: 'label',
  task: 'task',
  missingBase: 'how',
  where: 'conditions',
  since: 'time',
  at: 'time',
  windows: 'number',
  compat: 'peer',
  sort: 'metric',
  limit: 'number',
  format: 'format',
  from: 'where',
  judge: 'which',
  commit: 'revision',
  bump: 'part',
  reason: 'text',
  to: 'version',
  digest: 'digest',
  target: 'column',
  time: 'column',
  run: 'command',
  pullRequest: 'number',
  app: 'id',
  row: 'id',
  version: 'version',
  fairness: 'columns',
  head: 'commit',
}

function placeholder(name: string, standard: unknown): string {
  // Where the artifacts go has a folder of its own; what has none is one file.
  if (name === 'out' && standard === undefined) return 'file'
  return PLACEHOLDERS[name] ?? 'file'
}
