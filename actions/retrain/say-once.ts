import { explainRequest } from '../../core/io/github/client.ts'
import { commentOnce } from '../../core/io/github/comment-once.ts'
import { escapeLong } from '../../reports/tables.ts'
import type { Desk } from './open-desk.ts'

/** Comments on a pull request, unless we have said that already. @param what names it */
export async function sayOnce({ at, client, login }: Desk, number: number, what: string, text: string): Promise<void> {
  const comment = { key: `retrain/${what}`, body: escapeLong(text) }
  await commentOnce({ at, client, authors: [login] }, number, comment).catch((error: unknown) => {
    throw explainRequest(`#${number}`, error, 'pull-requests: write')
  })
}
