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
  readonly body: unknown
  readonly bytes: Uint8Array
  readonly token: Token | undefined
}

/** What a route says; a body that is text or bytes goes out as it is. */
export interface ApiAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Rights by GitHub's names: `contents`, `issues`, `pull_requests`, `checks`, `statuses`, `actions`, `metadata`. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>

/** Somebody who may call: a job of a workflow, an installation of an App, or a person. */
export interface Token {
  readonly value: string
  /** Login that what is written is signed with: `github-actions[bot]`, `contender[bot]`, `ann`. */
  readonly login: string
  readonly kind: 'job' | 'installation' | 'user'
  readonly permissions: Permissions
  /** The App that what is written carries; null for people. */
  readonly app: { readonly id: number; readonly slug: string } | null
}

/** One thing that can be asked of GitHub, by its name in GitHub's own description of its API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** As OpenAPI writes it: `/repos/{owner}/{repo}/issues/{issue_number}/comments`. */
  readonly path: string
  /** What the token has to have; undefined: nothing but to be known. */
  readonly needs?: { readonly permission: string; readonly level: 'read' | 'write' }
  readonly answer: (call: ApiCall) => Promise<ApiAnswer>
}
