import { paged } from '../pages.ts'
import { simpleUser } from '../people.ts'
import { type ApiAnswer, type ApiCall, invalid, no, ok, type Route } from '../route.ts'
import type { Pull, World } from '../world.ts'

const REVIEWS = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'
const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const
const missing = no(404, 'Not Found')

interface StoredReview {
  readonly id: number
  readonly pull: number
  readonly login: string
  readonly body: string
  readonly state: 'PENDING' | 'DISMISSED' | (typeof STATES)[keyof typeof STATES]
  /** The head that was reviewed: a push leaves it behind. */
  readonly commit: string
  readonly at: string | null
}

/** Reviews of PRs, each of the head that it was written on; nobody approves what is their own. */
export function reviewRoutes(world: World): readonly Route[] {
  const reviews = new Map<number, StoredReview>()
  const keep = (review: StoredReview) => {
    reviews.set(review.id, review)
    return ok(json(world, review))
  }
  const ofPull = (act: (pull: Pull, call: ApiCall) => ApiAnswer) => async (call: ApiCall) => {
    const pull = world.pulls.get(Number(call.params.pull_number))
    return pull === undefined ? missing : act(pull, call)
  }
  const ofReview = (act: (review: StoredReview, pull: Pull, call: ApiCall) => ApiAnswer) =>
    ofPull((pull, call) => {
      const review = reviews.get(Number(call.params.review_id))
      return review?.pull === pull.number ? act(review, pull, call) : missing
    })
  const submit = (review: StoredReview, pull: Pull, event: keyof typeof STATES) => {
    if (event !== 'COMMENT' && review.login === pull.author) {
      const what = event === 'APPROVE' ? 'approve' : 'request changes on'
      return no(422, 'Unprocessable Entity', { errors: [`Review Can not ${what} your own pull request`] })
    }
    return keep({ ...review, state: STATES[event], at: world.timestamp() })
  }

  const create = ofPull((pull, { body, token }) => {
    const { body: text = '', commit_id: commit = pull.headSha, event } = body ?? {}
    if (event !== undefined && event !== 'APPROVE' && text === '')
      return invalid('PullRequestReview', 'body', 'missing')
    const id = world.nextId('review')
    const review = {
      id,
      pull: pull.number,
      login: token!.login,
      body: text,
      state: 'PENDING',
      commit,
      at: null,
    } as const
    return event === undefined ? keep(review) : submit(review, pull, event)
  })

  return [
    { method: 'POST', path: REVIEWS, answer: create },
    {
      method: 'GET',
      path: REVIEWS,
      answer: ofPull((pull, call) => {
        const found = [...reviews.values()].filter((review) => review.pull === pull.number)
        const seen = found.filter(({ login, state }) => state !== 'PENDING' || login === call.token?.login)
        return paged(world, call, seen, (shown) => shown.map((review) => json(world, review)))
      }),
    },
    { method: 'GET', path: `${REVIEWS}/{review_id}`, answer: ofReview((review) => ok(json(world, review))) },
    {
      method: 'POST',
      path: `${REVIEWS}/{review_id}/events`,
      answer: ofReview((review, pull, { body }) =>
        review.state === 'PENDING'
          ? submit({ ...review, body: body.body ?? review.body }, pull, body.event)
          : no(422, 'Can not submit a review that was submitted'),
      ),
    },
    {
      method: 'PUT',
      path: `${REVIEWS}/{review_id}/dismissals`,
      answer: ofReview((review) =>
        review.state === 'APPROVED' || review.state === 'CHANGES_REQUESTED'
          ? keep({ ...review, state: 'DISMISSED' })
          : no(422, 'Can not dismiss a review that neither approves nor asks for changes'),
      ),
    },
  ]
}

function json(world: World, review: StoredReview) {
  const pull = `${world.url}/repos/${world.owner}/${world.repo}/pulls/${review.pull}`
  const html = `${world.url}/${world.owner}/${world.repo}/pull/${review.pull}#pullrequestreview-${review.id}`
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: simpleUser(world, review.login),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    _links: { html: { href: html }, pull_request: { href: pull } },
    ...(review.at !== null && { submitted_at: review.at }),
    commit_id: review.commit,
    author_association: world.roles.has(review.login) ? 'MEMBER' : 'NONE',
  }
}
