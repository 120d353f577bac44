import type { Octokit } from '@octokit/rest'
import { UserError } from '../../core/errors.ts'
import { WORKFLOWS } from '../../core/io/github/app-of-commit.ts'
import { explainRequest, type Repository } from '../../core/io/github/client.ts'
import { governingApps } from '../../core/io/github/governing-apps.ts'
import { LEDGER_BRANCH } from '../../core/ledger/branch.ts'

/**
 * Refuses to open pull requests as the App that governs: GitHub signs a squash merge in the name of whoever opened the pull
 * request, with a message that the merger writes, and could so be made to sign an event of the ledger. Where a ruleset lets
 * nobody else write the ledger's branch there is nothing to aim such a merge at.
 *
 * @param heads newest commits of the pull requests that are looked at for who governs
 * @throws {UserError} if it governs, and nothing keeps others off the ledger
 */
export async function mustNotGovern(
  { at, client }: { readonly client: Octokit; readonly at: Repository },
  login: string,
  heads: readonly string[],
): Promise<void> {
  if (login === WORKFLOWS || !login.endsWith('[bot]')) return
  const apps: string[] = []
  for (const head of heads) apps.push(...(await governingApps(client, at, head)))
  if (!apps.includes(login)) return
  const asked = { ...at, branch: LEDGER_BRANCH, per_page: 100 }
  const rules = await client.paginate(client.rest.repos.getBranchRules, asked).catch((error: unknown) => {
    throw explainRequest(`the rules of ${LEDGER_BRANCH}`, error, 'metadata: read')
  })
  if (rules.some(({ type }) => type === 'update')) return
  throw new UserError(
    `Cannot open pull requests as ${login}: it is the App that governs, and nothing keeps others off ${LEDGER_BRANCH}, so a squash merge of such a pull request could pass for a word of the App. Import the rulesets that \`contender init --rulesets\` writes, or use a token of a second App and name it in \`retrain.app\``,
  )
}
