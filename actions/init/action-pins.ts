/** Actions by commit: a tag can be moved to other code. */
export const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0'
export const SETUP_NODE = 'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0'
export const SETUP_PYTHON = 'actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0'
export const SETUP_R = 'r-lib/actions/setup-r@d3c5be51b12e724e68f33216ca3c148b66d5f0b6 # v2'
export const SETUP_JULIA = 'julia-actions/setup-julia@4c0cb0fce8556fdb04a90347310e5db8b1f98fb9 # v2'
export const APP_TOKEN = 'actions/create-github-app-token@67018539274d69449ef7c02e8e71183d1719ab42 # v2.1.4'

const OURS = 'contender-ml/contender'

/**
 * An action of ours, by the tag of its major version: a commit of ours holds no `dist/` but a release's, and no
 * release knows its own commit.
 *
 * @param action a folder of `actions/`; none: the whole pipeline
 * @example
 * ourAction('comment') // 'contender-ml/contender/actions/comment@v1'
 */
export function ourAction(action?: string): string {
  return `${OURS}${action === undefined ? '' : `/actions/${action}`}@v1`
}

/**
 * Which action of ours a step uses, and by which ref.
 *
 * @returns undefined for any other action; `pipeline` is the one at the top
 * @example
 * readOurAction('contender-ml/contender/actions/comment@v1') // { action: 'comment', ref: 'v1' }
 */
export function readOurAction(uses: string): { readonly action: string; readonly ref: string } | undefined {
  const found = /^contender-ml\/contender(?:\/actions\/([\w-]+))?@(\S+)$/i.exec(uses)
  return found === null ? undefined : { action: found[1] ?? 'pipeline', ref: found[2]! }
}
