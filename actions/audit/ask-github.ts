import { askWhoWrote } from '../../core/io/github/app-of-commit.ts'
import { githubClient } from '../../core/io/github/client.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import type { GitHubsWord } from '../../core/ledger/verify/githubs-word.ts'
import { signersOf } from '../../core/ledger/verify/signer-of.ts'
import type { Host } from '../action.ts'
import { gitHubPlace } from '../github-place.ts'

/** Who wrote the ledger up to a commit, where GitHub can be asked. */
export async function askGitHub(head: string | undefined, host: Host): Promise<GitHubsWord | undefined> {
  const place = gitHubPlace(host)
  if (place === undefined || head === undefined) return undefined
  const { owner, repo } = place
  return host.step('asking GitHub who wrote', () => askWhoWrote(githubClient(place), { owner, repo }, head))
}

/** The App that wrote each event, by its id, as an artifact has it; null where GitHub was not asked. */
export async function askForSigners(
  events: readonly AuditEvent[],
  head: string | undefined,
  host: Host,
): Promise<Record<string, string> | null> {
  const word = await askGitHub(head, host)
  return word === undefined ? null : Object.fromEntries(signersOf(events, word))
}
