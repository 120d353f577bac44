import * as z from 'zod'
import { LONGEST_YAML, readYaml } from '../config/read-yaml.ts'
import { suggest, UserError } from '../errors.ts'
import { filledIn } from './filled-in.ts'
import { isFilled } from './is-filled.ts'

const texts = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value))

const risk = z.union([
  z.string().transform((name): { name: string; mitigation?: string } => ({ name })),
  z.strictObject({ name: z.string(), mitigation: z.string().exactOptional() }),
])

const group = z.strictObject({
  group: z.string(),
  benefits: z.string().exactOptional(),
  harms: z.string().exactOptional(),
  mitigation: z.string().exactOptional(),
})

/** What only people can say of a model. Keys that are not known here become sections of their own. */
const partSchema = z.looseObject({
  summary: z.string().exactOptional(),
  license: z.string().exactOptional(),
  contact: texts.exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  use: z
    .looseObject({
      intended: texts.exactOptional(),
      users: texts.exactOptional(),
      limits: texts.exactOptional(),
      out_of_scope: texts.exactOptional(),
    })
    .exactOptional(),
  data: texts.exactOptional(),
  tradeoffs: texts.exactOptional(),
  risks: z.array(risk).exactOptional(),
  fairness: z.array(group).exactOptional(),
})

export type CardPart = z.output<typeof partSchema>

const fileSchema = z.looseObject({ models: z.record(z.string(), z.looseObject({})).exactOptional() })

/** What a card should hold of what people must say, and what it is asked for. */
export const ASKED = {
  summary: 'what the model does, in a sentence',
  license: 'under which license it may be used',
  contact: 'who answers for it',
  'use.intended': 'what it is made for',
  'use.users': 'who is meant to use it',
  'use.limits': 'where it does not hold',
  risks: 'what could go wrong, and what is done about it',
} as const

/**
 * What `card.yml` says of one model: what it says of all, and over that what stands below `models.<name>`. What is only
 * promised, as `TODO`, is not in it, nor a risk without its name or a group of people without its own.
 *
 * @param text undefined where there is no card.yml
 * @throws {UserError} where it is no YAML, or a field is of another kind
 * @example
 * readCard('license: MIT', 'delay').license // 'MIT'
 */
export function readCard(text: string | undefined, model: string): CardPart {
  if (text === undefined) return {}
  const file = readYaml(text, 'card.yml', LONGEST_YAML)
  const { models, ...common } = parsed(fileSchema, file.value ?? {}, file, [])
  const own = models !== undefined && Object.hasOwn(models, model) ? models[model]! : {}
  // Each is read by itself, so that an error names the place where it stands.
  return said({ ...parsed(partSchema, common, file, []), ...parsed(partSchema, own, file, ['models', model]) })
}

/** A promise below `models` stands over what is said of all, so it is dropped after that. */
function said({ fairness, risks, ...part }: CardPart): CardPart {
  const named = {
    ...part,
    ...(risks !== undefined && { risks: risks.filter(({ name }) => isFilled(name)) }),
    ...(fairness !== undefined && { fairness: fairness.filter(({ group }) => isFilled(group)) }),
  }
  return filledIn<CardPart>(named) ?? {}
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  file: ReturnType<typeof readYaml>,
  path: readonly string[],
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const at = [...path, ...issue.path]
  throw new UserError(`Unexpected ${file.placeOf(at) || 'card.yml'}: ${issue.message.replace(/^Invalid input: /, '')}`)
}

/**
 * Names below `models` of a sound card.yml that no model has: what is said there stands on no card.
 *
 * @param known models of the config
 * @returns a sentence each, with the nearest name
 */
export function strayModels(text: string | undefined, known: readonly string[]): string[] {
  if (text === undefined) return []
  const file = readYaml(text, 'card.yml', LONGEST_YAML)
  const { models = {} } = parsed(fileSchema, file.value ?? {}, file, [])
  return Object.keys(models)
    .filter((name) => !known.includes(name))
    .map(
      (name) =>
        `Unknown model \`${name}\` in ${file.placeOf(['models', name])}, ${suggest(name, known)}; what it says stands on no card`,
    )
}

/** Fields of people that are not filled in: `use.limits`. */
export function missingOf(part: CardPart): (keyof typeof ASKED)[] {
  return (Object.keys(ASKED) as (keyof typeof ASKED)[]).filter((name) => {
    const [first, second] = name.split('.') as [string, string | undefined]
    const value = part[first]
    return !isFilled(second === undefined ? value : (value as Record<string, unknown> | undefined)?.[second])
  })
}
