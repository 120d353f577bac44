import type { Config } from '../config.ts'

/** Names of the environment variables that hold secrets by what a config says of them: the address of a webhook lets whoever knows it speak. */
export function secretVariables({ models }: Config): string[] {
  return models.flatMap(({ drift }) => {
    const { secret, url } = drift?.alert.webhook ?? {}
    return [url, secret].filter((name) => name !== undefined)
  })
}
