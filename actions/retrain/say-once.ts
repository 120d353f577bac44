import { explainRequest } from '../../core/io/github/client.ts'
import { escapeLong } from '../../reports/tables.ts'
import type { Desk } from './open-pulls.ts'

/** Comments on a pull request, unless we have said that already. @param what names it */
export async function sayOnce({ at, client, login }: Desk, number: number, what: string, text: string): Promise<void> {
  const marker = `<!-- contender/retrain@1 ${what} -->`
  const asked = { ...at, issue_number: number }
  try {
    const comments = await client.paginate(client.rest.issues.listComments, { ...asked, per_page: 100 })
    if (comments.some(({ body, user }) => user?.login === login && body?.endsWith(marker))) return
    await client.rest.issues.createComment({ ...asked, body: `${escapeLong(text)}\n\n${marker}` })
  } catch (error) {
    throw explainRequest(`#${number}`, error, 'pull-requests: write')
  }
}
