import * as z from 'zod'
import { mustBeGlob } from '../config/must-be-glob.ts'
import { section } from '../config/section.ts'
import { duration } from '../config/units.ts'

const text = (what: string) => z.string({ error: `expected ${what}` }).min(1, { error: `expected ${what}` })

const ID = 'expected lower-case letters, digits and `-`, such as data-review'
const itemId = z.string({ error: ID }).regex(/^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$/, { error: ID })

/** Roles of a repository, the weakest first: `role_name` at GitHub. */
export const ROLES = ['read', 'triage', 'write', 'maintain', 'admin'] as const
export type Role = (typeof ROLES)[number]

const SIGNER =
  'expected a role (triage, write, maintain or admin), a team such as @org/privacy, or a person such as @ann'

/** Who may do something: whoever has this role or a stronger one, is in this team, or is this person. */
const signer = z
  .string({ error: SIGNER })
  .regex(/^(triage|write|maintain|admin|@[A-Za-z0-9_-]+(\/[A-Za-z0-9_.-]+)?)$/, { error: SIGNER })

/** One signer or several, of whom any one is enough. */
const signers = z
  .union([signer.transform((one) => [one]), z.array(signer).min(1, { error: SIGNER })], { error: SIGNER })
  .transform((all): readonly string[] => all)

const TIERS = ['minimal', 'limited', 'high'] as const
const tier = z.enum(TIERS, { error: 'expected minimal, limited or high' })
export type Tier = (typeof TIERS)[number]

const GLOB = 'expected a glob, a file or a folder, without `!` and `\\`'

const strings = (what: string) => z.array(text(what), { error: `expected a list of ${what}s` })

const glob = z
  .string({ error: GLOB })
  .regex(/^[^!\\][^\\]*$/, { error: GLOB })
  .superRefine(mustBeGlob)

/**
 * When an item is asked for: where all that is said here is so. Without `paths`, only of changes that touch a model,
 * take one out, retrain one or edit what judges them.
 */
const when = section({
  paths: z
    .array(glob, { error: 'expected a list of globs' })
    .min(1, { error: 'expected at least one glob' })
    .exactOptional()
    .describe('The change touches a path that one of these globs matches, or that is in one of these folders'),
  models: strings('model')
    .min(1, { error: 'expected at least one model' })
    .exactOptional()
    .describe('The change touches one of these models, which the item is then about'),
  risk: z
    .union([tier.transform((one) => [one]), z.array(tier).min(1)], { error: 'expected minimal, limited or high' })
    .exactOptional()
    .describe('The change touches a model of one of these risk tiers, which the item is then about'),
  retraining: z
    .boolean({ error: 'expected true or false' })
    .exactOptional()
    .describe('true: the pull request was opened to retrain a model; false: it was not'),
  judging: z
    .literal(true, { error: 'expected true' })
    .exactOptional()
    .describe('The change edits what judges it: workflow, contender.yml, test data, evaluation code'),
  removed: z
    .literal(true, { error: 'expected true' })
    .exactOptional()
    .describe('The change takes a model out of contender.yml'),
})

/** What a machine can check: exactly one. */
const evidence = section({
  gate: text('`all`, or a metric')
    .exactOptional()
    .describe('Gates pass in each touched model: all, or those on a metric, on size, latency, name or task'),
  data: text('`all`, or the name of a data check')
    .exactOptional()
    .describe('Data checks of each touched model do not fail'),
  file: glob.exactOptional().describe('The change adds or edits a file that this glob matches'),
  card: text('a field').exactOptional().describe('A field of card.yml, dotted, is filled in'),
  review: z
    .int({ error: 'expected a number of approvals' })
    .min(1, { error: 'expected a number of approvals' })
    .exactOptional()
    .describe('So many people with the right to write, neither author nor committers, approve this head'),
  codeowners: z
    .literal(true, { error: 'expected true' })
    .exactOptional()
    .describe('An owner by CODEOWNERS of each changed path that has one approves this head'),
  fairness: text('`all`, or a column')
    .exactOptional()
    .describe('Gates on fairness pass in each touched model, all or those by a column, and there are some'),
})

/** One item of the checklist, as a config or a policy writes it. */
const itemSchema = section({
  id: itemId.describe('Short name, as in `/contender sign ID`'),
  text: text('a sentence').describe('What is to be true'),
  why: text('a sentence').exactOptional().describe('Why it is asked for'),
  sign: signers.exactOptional().describe('Who takes it on themselves, by `/contender sign ID`'),
  evidence: evidence.exactOptional().describe('Or what a machine checks'),
  when: when.exactOptional().describe('When it is asked for; of every change of a model where nothing is said'),
})

export type Item = z.output<typeof itemSchema>
export type Evidence = z.output<typeof evidence>
export type When = z.output<typeof when>

const promotion = section({
  sign: signers.default(['maintain']).describe('Who may promote to this stage'),
  approvals: z
    .int({ error: 'expected a number ≥ 1' })
    .min(1, { error: 'expected a number ≥ 1' })
    .default(1)
    .describe('Different people who have to ask for it'),
})

export const governanceSchema = section({
  policy: z
    .enum(['default', 'none'], { error: 'expected default or none' })
    .default('default')
    .describe('Built-in items; none leaves those that trust itself asks for'),
  owner: signers.default(['maintain']).describe('Who signs the built-in items'),
  accept: signers.default(['maintain']).describe('Who may accept a gate that did not pass'),
  risk: z.record(z.string(), tier).default({}).describe('Risk tier by model: limited where none is said'),
  items: z.array(itemSchema, { error: 'expected a list of items' }).default([]).describe("The team's own items"),
  promote: z.record(z.string(), promotion).default({}).describe('By stage: who may promote, and how many have to'),
  release: section({
    predictions: z
      .boolean({ error: 'expected true or false' })
      .default(true)
      .describe('Publish predictions of the test rows with each release; false where they are private'),
    stage: z
      .boolean({ error: 'expected true or false' })
      .default(true)
      .describe('Give a new version the first stage at once, unless `promote` names that stage'),
  }).default({ predictions: true, stage: true }),
  expires: duration.exactOptional().describe('How long a version may stay in a stage before it is shown as due'),
})

export type Governance = z.output<typeof governanceSchema>
