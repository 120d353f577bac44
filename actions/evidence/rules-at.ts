import { basename } from 'node:path'
import type { Config } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import type { Rules } from '../../core/evidence/dossier.ts'
import { ruleOf } from '../../core/gates/rule.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { sha256 } from '../../core/sha256.ts'
import { redact } from '../../reports/redact.ts'
import type { Host } from '../action.ts'
import { configAt, fileAt, fromRoot } from '../at-commit.ts'
import type { Place } from '../project.ts'

interface Asked {
  readonly config: string
  readonly commit: string
  readonly model: string
}

/** The rules of a commit, and its sensitive columns. */
export interface RulesAt {
  readonly rules: Rules
  readonly sensitive: readonly string[]
}

/** The config as it stands at a commit. One that tells what must not be shown is named by its digest alone. */
export async function rulesAt(place: Place, { commit, config: file, model }: Asked, host: Host): Promise<RulesAt> {
  const path = fromRoot(place, basename(file))
  const none = {
    path,
    text: undefined,
    digest: undefined,
    gates: [],
    task: undefined,
    target: undefined,
    columns: undefined,
  }
  try {
    const bytes = await fileAt(place, commit, basename(file))
    if (bytes === undefined) return { rules: { ...none, because: undefined }, sensitive: [] }
    const text = new TextDecoder().decode(bytes)
    const digest = sha256(bytes)
    const read = await readable(place, commit, file)
    if (typeof read === 'string') return { rules: { ...none, digest, because: read }, sensitive: [] }
    const own = read.models.find(({ name }) => name === model)
    const because = whyHidden(text, read, commit, host)
    return {
      rules: {
        ...{ path, digest, because, text: because === undefined ? text : undefined },
        gates: own?.gates.map((gate) => ruleOf(gate, gate.margin)) ?? [],
        ...{ task: own?.task, target: own?.data.target, columns: own?.model?.columns },
      },
      sensitive: own?.data.sensitive ?? [],
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { rules: { ...none, because: error.message }, sensitive: [] }
  }
}

/** A config of another time may not be valid any more: then it is not known what it must not show. */
async function readable(place: Place, commit: string, file: string): Promise<Config | string> {
  try {
    return (await configAt(place, commit, file))!
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `this version of Contender cannot read it: ${error.message}`
  }
}

function whyHidden(text: string, { models }: Config, commit: string, { environment }: Host): string | undefined {
  const look = `\`git show ${commit.slice(0, 7)}\` has it`
  const named = models.flatMap(({ data, evaluate }) =>
    Object.keys(evaluate.fairness.privileged ?? {}).filter((column) => data.sensitive.includes(column)),
  )
  if (named.length > 0)
    return `it names a value of the sensitive column ${named[0]} (fairness.privileged), which no pack shows; ${look}`
  return redact(text, secretsOf(environment)) === text ? undefined : `it holds what looks like a secret; ${look}`
}
