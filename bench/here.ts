import { fileURLToPath } from 'node:url'

/** The path of a file of the benches. @param name relative to `bench/` */
export function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

/** The command line, as words after `node`. */
export const CLI = here('../cli/contender.mjs')
