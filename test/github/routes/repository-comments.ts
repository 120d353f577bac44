import { paged } from '../pages.ts'
import type { ApiCall, Route } from '../route.ts'
import type { World } from '../world.ts'
import { lookUp } from './look-up.ts'

/** Comments of all issues and pull requests at once; the emulator takes the word `comments` for a number. */
export function repositoryCommentRoutes(world: World): readonly Route[] {
  const here = `/repos/${world.owner}/${world.repo}`

  const ofOne = async (number: number) => {
    const isPull = world.pulls.has(number)
    const comments = []
    for (let page = 1; ; page++) {
      const some = await lookUp(world, `${here}/issues/${number}/comments?per_page=100&page=${page}`)
      for (const one of some)
        comments.push(isPull ? { ...one, html_url: one.html_url.replace('/issues/', '/pull/') } : one)
      if (some.length < 100) return comments
    }
  }
  const list = async (call: ApiCall) => {
    const issues: { number: number }[] = []
    for (let page = 1; issues.length === 100 * (page - 1); page++)
      issues.push(...(await lookUp(world, `${here}/issues?state=all&per_page=100&page=${page}`)))
    const all = (await Promise.all(issues.map(({ number }) => ofOne(number)))).flat()
    const since = Date.parse(call.query.get('since') ?? '1970-01-01T00:00:00Z')
    const found = all.filter(({ updated_at }) => Date.parse(updated_at) >= since).sort((a, b) => a.id - b.id)
    return paged(world, call, found)
  }
  return [{ method: 'GET', path: '/repos/{owner}/{repo}/issues/comments', answer: list }]
}
