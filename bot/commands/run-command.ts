import { type Command, parseCommand } from '../../core/commands/parse-command.ts'
import { UserError } from '../../core/errors.ts'
import { isGone } from '../../core/io/github/client.ts'
import { eventsSince } from '../../core/io/github/ledger-events.ts'
import { refusal } from '../../reports/command-answers.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { AskedCommand } from '../subject.ts'
import { accept } from './accept.ts'
import { explain } from './explain.ts'
import { help } from './help.ts'
import { promote } from './promote.ts'
import { isFinished, react } from './react.ts'
import { isOf, sinceOf } from './record.ts'
import { Refusal } from './refusal.ts'
import { refusedBy } from './refused-by.ts'
import { reply } from './reply.ts'
import { rerun } from './rerun.ts'
import { retrain } from './retrain.ts'
import { rollback } from './rollback.ts'
import { sign } from './sign.ts'
import type { Answer, ReadPull, Task } from './task.ts'
import { unsign } from './unsign.ts'
import { wasEdited } from './was-edited.ts'
import { unansweredBefore } from './written-before.ts'

/**
 * Does what a new comment asks for, where it is a command, and says what came of it: eyes at once, then a rocket or
 * a thumb where it was done, a confused face and one short answer where it was refused. The same comment brought twice,
 * or to two instances at once, is done once and answered once. What was written before it in the same conversation, and
 * has no answer yet, is done first.
 *
 * @throws what fails on GitHub's side: to be brought again
 */
export async function runCommand(access: RepositoryAccess, asked: AskedCommand, readPull: ReadPull): Promise<void> {
  if (parseCommand(asked.comment.body) === undefined || asked.sender === access.app.login) return
  if (!(await begin(access, asked))) return
  for (const earlier of await unansweredBefore(access, asked)) {
    if (await begin(access, earlier)) await carryOut({ access, asked: earlier, readPull })
  }
  await carryOut({ access, asked, readPull })
}

/** Shows that a command was seen. @returns false where it is answered already, or gone */
async function begin(access: RepositoryAccess, { comment: { id } }: AskedCommand): Promise<boolean> {
  const mark = await react(access, id, 'eyes')
  return mark === 'new' || (mark === 'there' && !(await isFinished(access, id)))
}

async function carryOut({ access, asked, readPull }: Task): Promise<void> {
  const { body, id } = asked.comment
  const command = parseCommand(body)
  if (command === undefined) return
  try {
    if ((await mustBeAsWritten(access, asked)) === 'gone') return
    const answer = await answerOf({ access, asked, readPull }, command)
    if (answer.text !== undefined) await reply(access, asked, answer.text)
    await react(access, id, answer.reaction)
  } catch (error) {
    const because = refusedBy(error)
    if (because === undefined) throw error
    if (await isRecorded(access, asked)) return void (await react(access, id, 'rocket'))
    access.log.info('command refused', { number: asked.number, comment: id, because: because.message })
    await reply(access, asked, refusal(because.message, because instanceof Refusal ? because.shown : {}))
    await react(access, id, 'confused')
  }
}

/**
 * Nobody's words are acted on but those that the sender wrote: an edit may be another's. A webhook brings the words as
 * they were written; where none did, GitHub is asked whether they were ever edited.
 */
async function mustBeAsWritten(
  { at, client }: RepositoryAccess,
  { comment, delivery }: AskedCommand,
): Promise<'gone' | 'there'> {
  const answer = await client.rest.issues.getComment({ ...at, comment_id: comment.id }).catch((error: unknown) => {
    if (isGone(error)) return undefined
    throw error
  })
  if (answer === undefined) return 'gone'
  const { body, created_at, node_id, updated_at } = answer.data
  const same = created_at === updated_at && body === comment.body && comment.createdAt === comment.updatedAt
  if (same && (delivery !== null || !(await wasEdited(client, node_id)))) return 'there'
  throw new UserError('A comment that was edited never runs: write the command in a new one')
}

async function answerOf(task: Task, command: Command): Promise<Answer> {
  switch (command.name) {
    case 'sign':
      return sign(task, command)
    case 'unsign':
      return unsign(task, command)
    case 'accept':
      return accept(task, command)
    case 'rerun':
      return rerun(task)
    case 'retrain':
      return retrain(task, command)
    case 'promote':
      return promote(task, command)
    case 'rollback':
      return rollback(task, command)
    case 'explain':
      return explain(task, command)
    case 'help':
      return help(task)
    case 'refused':
      throw new UserError(command.because)
  }
}

/** Whether another instance, or an earlier attempt, has done what a checklist was asked: then it is not refused. */
async function isRecorded(access: RepositoryAccess, asked: AskedCommand): Promise<boolean> {
  const { signed } = await eventsSince(access, sinceOf(asked))
  return signed.find(isOf(asked))?.action.startsWith('governance.') ?? false
}
