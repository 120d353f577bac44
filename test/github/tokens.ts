import { createVerify } from 'node:crypto'
import { granted } from './job-permissions.ts'
import type { Permissions, Token } from './route.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000
export const ACTIONS_APP = { id: 15_368, slug: 'github-actions' }

export interface JobOptions {
  readonly permissions: Permissions
  readonly fork?: boolean
  readonly dependabot?: boolean
  readonly event?: string
  readonly run?: number
}

/** A GITHUB_TOKEN, with what GitHub leaves of its permissions; it works for a day at most. */
export function jobToken(world: World, { permissions, run, ...from }: JobOptions): string {
  return world.addToken({
    login: 'github-actions[bot]',
    kind: 'job',
    permissions: granted(permissions, from),
    app: ACTIONS_APP,
    expires: world.now() + 24 * HOUR,
    ...(run !== undefined && { run }),
  }).value
}

/** A person's token; without permissions it can do what the person can. */
export function userToken(world: World, login: string, permissions: Permissions = {}): string {
  return world.addToken({ login, kind: 'user', permissions, app: null }, 'ghp').value
}

/** A token of the App's installation: an hour long, and no stronger than the App. */
export function installationToken(world: World, permissions: Permissions = world.app.permissions): Token {
  const { id, slug } = world.app
  return world.addToken({
    login: `${slug}[bot]`,
    kind: 'installation',
    permissions,
    app: { id, slug },
    expires: world.now() + HOUR,
  })
}

/** Whose token a header holds; undefined where there is none, null where it is nobody's. */
export function tokenOf(world: World, authorization: string | undefined): Token | null | undefined {
  if (authorization === undefined) return undefined
  const [, scheme = '', text = ''] = /^(\w+) +(.+)$/.exec(authorization) ?? []
  const basic = /^basic$/i.test(scheme) ? Buffer.from(text, 'base64').toString() : undefined
  const value = basic === undefined ? text : basic.slice(basic.indexOf(':') + 1)
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value) && !world.tokens.has(value)) return appOf(world, value)
  const token = world.tokens.get(value)
  if (token === undefined || (token.expires !== undefined && token.expires <= world.now())) return null
  return token
}

/** The App itself, by a JWT that it signed: for ten minutes at most, and not from the future. */
function appOf({ app, now }: World, jwt: string): Token | null {
  const [header = '', claims = '', signature = ''] = jwt.split('.')
  const signed = createVerify('RSA-SHA256').update(`${header}.${claims}`)
  if (!signed.verify(app.publicKey, signature, 'base64url')) return null
  const { exp, iat, iss } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, number>
  const seconds = now() / 1000
  if (String(iss) !== String(app.id) || exp! <= seconds || exp! > seconds + 660 || iat! > seconds + 60) return null
  return { value: jwt, login: `${app.slug}[bot]`, kind: 'app', permissions: {}, app: { id: app.id, slug: app.slug } }
}
