import * as z from 'zod'
import { UserError } from '../core/errors.ts'
import { readText } from '../core/io/files.ts'

/** Reads one artifact; undefined where it does not exist. @throws {UserError} if it is not what `schema` says */
export async function readArtifact<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const text = await readText(path).catch((error: unknown) => {
    if (error instanceof UserError && error.message.startsWith('Missing file')) return undefined
    throw error
  })
  return text === undefined ? undefined : parseArtifact(text, path, schema)
}

/** One artifact from its text. @throws {UserError} if it is not what `schema` says, naming `path` */
export function parseArtifact<Schema extends z.ZodType>(text: string, path: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(text, path))
  if (parsed.success) return parsed.data
  throw new UserError(
    `Unexpected content of ${path}, expected what this version of Contender writes:\n${z.prettifyError(parsed.error)}`,
  )
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UserError(`Unexpected content of ${path}, expected JSON: ${(cause as Error).message}`, { cause })
  }
}
