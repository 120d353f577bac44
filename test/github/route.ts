/** One request as a route gets it: parsed, and its token looked up. */
export interface ApiCall {
  readonly method: string
  /** Without the query: `/repos/acme/models/pulls/1`. */
  readonly path: string
  /** Parts of the path by the names that the route gives them. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Parsed JSON; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: what a client sends is any JSON, checked by GitHub's description before a route sees it
  readonly body: any
  readonly bytes: Buffer
  readonly token: Token | undefined
}

/** What a route says; a body that is text or bytes goes out as it is. */
export interface ApiAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  // biome-ignore lint/suspicious/noExplicitAny: any JSON, text or bytes; checked by GitHub's description on its way out
  readonly body?: any
}

export type Level = 'read' | 'write'

/** Rights by GitHub's names: `contents`, `issues`, `pull_requests`, `checks`, `statuses`, `actions`, `metadata`. */
export type Permissions = Readonly<Record<string, Level>>

/** Somebody who may call: a job of a workflow, an installation of an App, the App itself, or a person. */
export interface Token {
  readonly value: string
  /** Login that what is written is signed with: `github-actions[bot]`, `contender[bot]`, `ann`. */
  readonly login: string
  readonly kind: 'job' | 'installation' | 'app' | 'user'
  readonly permissions: Permissions
  /** The App that what is written carries; null for people. */
  readonly app: { readonly id: number; readonly slug: string } | null
  /** The workflow run of a job's token. */
  readonly run?: number
  /** When it stops to work, in milliseconds; undefined: never. */
  readonly expires?: number
}

export interface Need {
  readonly permission: string
  readonly level: Level
}

/** One thing that can be asked of GitHub, by its name in GitHub's own description of its API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** As OpenAPI writes it: `/repos/{owner}/{repo}/issues/{issue_number}/comments`. */
  readonly path: string
  readonly answer: (call: ApiCall) => Promise<ApiAnswer>
}

/** What is on GitHub's servers beside the API: a service of artifacts, git over HTTP. It checks tokens itself. */
export interface Service {
  /** Of paths without query. */
  readonly path: RegExp
  readonly answer: (call: ApiCall) => Promise<ApiAnswer>
}

export const ok = (body: unknown, status = 200): ApiAnswer => ({ status, body })

/** A refusal in GitHub's words. */
export const no = (status: number, message: string, more: object = {}): ApiAnswer => ({
  status,
  body: { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) },
})

/** GitHub's answer to a field that it does not take. */
export const invalid = (resource: string, field: string, code: string, message?: string): ApiAnswer =>
  no(422, 'Validation Failed', { errors: [{ resource, field, code, ...(message !== undefined && { message }) }] })
