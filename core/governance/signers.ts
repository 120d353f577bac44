import type { Governance, Item } from './schema.ts'

/** Who may sign an item: nobody, where a machine checks it. */
export function signersOf({ evidence, sign }: Item, { owner }: Pick<Governance, 'owner'>): readonly string[] {
  if (sign !== undefined) return sign
  return evidence === undefined ? owner : []
}

/** What has to be asked of GitHub about a person before it is known whether they are one of these. */
export interface Needs {
  /** Their role in the repository. */
  readonly role: boolean
  /** Whether they are in these teams. */
  readonly teams: readonly Team[]
}

interface Team {
  readonly organisation: string
  /** As in `@org/slug`. */
  readonly slug: string
}

/**
 * What to ask GitHub about somebody who wants to act as one of these signers.
 *
 * @example
 * needsOf(['maintain', '@acme/privacy']) // { role: true, teams: [{ organisation: 'acme', slug: 'privacy' }] }
 */
export function needsOf(signers: readonly string[]): Needs {
  const teams = new Set(signers.filter(isTeam).map((team) => team.toLowerCase()))
  return {
    role: signers.some((one) => !one.startsWith('@')),
    teams: [...teams].map((team) => {
      const [organisation, slug] = team.slice(1).split('/')
      return { organisation: organisation!, slug: slug! }
    }),
  }
}

/** A role, a team or a person: `@org/privacy` is a team. */
export function isTeam(signer: string): boolean {
  return signer.startsWith('@') && signer.includes('/')
}
