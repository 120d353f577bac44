import { escapeMarkdown } from './escape.ts'

/**
 * A link to an issue or a pull request that leaves no trace there: GitHub notes each mention of one in its history,
 * but not where a link goes by its own forwarding address. Servers of one's own have no such address.
 *
 * @param url ours: a server, a repository and a number
 * @example
 * quietLink('#1', 'https://github.com/a/b/pull/1') // '[#\u200b1](https://redirect.github.com/a/b/pull/1)'
 */
export function quietLink(text: string, url: string): string {
  return `[${escapeMarkdown(text)}](${url.replace(/^https:\/\/github\.com\//, 'https://redirect.github.com/')})`
}
