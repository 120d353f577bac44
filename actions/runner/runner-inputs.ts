import * as z from 'zod'
import { isReportArtifact } from '../../core/report-archive/artifact-name.ts'
import type { Action } from '../action.ts'
import { kebab } from '../kebab.ts'

const shared = {
  failOn: z
    .enum(['fail', 'undecided', 'never'], { error: 'expected fail, undecided or never' })
    .default('undecided')
    .describe(
      'Outcomes that turn the job red: `fail`; `undecided` (that and fail: undecided is never a pass); `never`, for teams whose bot owns the checks. Wrong input is red always',
    ),
  githubToken: z
    .string()
    .optional()
    .describe(
      'Reads the registry, artifacts and what a shallow checkout lacks, and writes the comment; commands of the team never get it',
    ),
}

const artifact = z
  .string()
  .refine((name) => name === 'none' || isReportArtifact(name), {
    error: 'expected `none`, `contender-report` or `contender-report-` with letters, digits, dots, - or _ behind it',
  })
  .optional()
  .describe(
    'Name of the artifact with the report, beginning with contender-report; `none` uploads nothing. Default: contender-report, in a job for one model contender-report-MODEL, and for another config than contender.yml its path between the two',
  )

/** What the runner itself wants to know, beside an action's own inputs. */
export type RunnerInputs = z.output<z.ZodObject<typeof shared & { artifact: typeof artifact }>>

/**
 * The inputs of an action in a workflow: its own, and those of the runner around it.
 *
 * @returns by their keys; a workflow writes them in kebab-case
 */
export function workflowInputs({ inputs, outputs }: Pick<Action, 'inputs' | 'outputs'>): Record<string, z.ZodType> {
  return { ...inputs.shape, ...shared, ...(outputs?.report !== undefined && { artifact }) } as Record<string, z.ZodType>
}

/** One input as people write it: what `action.yml` and its page say of it. */
export interface InputEntry {
  readonly key: string
  /** In kebab-case. */
  readonly name: string
  readonly description: string
  readonly standard: string | undefined
  readonly boolean: boolean
  readonly required: boolean
}

/** All inputs of an action in a workflow, its own first. */
export function inputEntries(action: Pick<Action, 'inputs' | 'outputs'>): InputEntry[] {
  const schema = z.toJSONSchema(z.strictObject(workflowInputs(action)), { io: 'input', unrepresentable: 'any' })
  return Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const { default: standard, description = '', type } = property as z.core.JSONSchema.BaseSchema
    return {
      key,
      name: kebab(key),
      description,
      standard: key === 'githubToken' ? `\${{ github.token }}` : standard === undefined ? undefined : String(standard),
      boolean: type === 'boolean',
      required: schema.required?.includes(key) ?? false,
    }
  })
}
