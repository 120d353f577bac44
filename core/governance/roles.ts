import { ROLES, type Role } from './schema.ts'

/** What GitHub answers when it is asked for somebody's permission in a repository. */
export interface RepositoryPermission {
  /** `admin`, `write`, `read` or `none`: what each role comes down to. */
  readonly permission: string
  /** `maintain`, `triage`, or a role that an organisation has made itself. */
  readonly role_name?: string | undefined
}

/** What stands behind each permission: a role that nobody knows counts as the weakest of these. */
const BEHIND: ReadonlyMap<string, readonly Role[]> = new Map([
  ['read', ['read', 'triage']],
  ['write', ['write', 'maintain']],
  ['admin', ['admin']],
])

/**
 * Somebody's role in a repository. `permission` says `write` of who maintains and `read` of who triages, so the name
 * decides; but a name counts only as far as the permission bears it out. A role of an organisation's own making counts
 * as the built-in one that its permission names, whatever it is called.
 *
 * @returns undefined where they have none
 * @example
 * roleOf({ permission: 'write', role_name: 'maintain' }) // 'maintain'
 * roleOf({ permission: 'read', role_name: 'security-admin' }) // 'read'
 */
export function roleOf({ permission, role_name }: RepositoryPermission): Role | undefined {
  const behind = BEHIND.get(permission) ?? []
  return behind.find((role) => role === role_name) ?? behind[0]
}

/** Whether a role is as strong as another one, or stronger. */
export function isAtLeast(role: Role | undefined, wanted: Role): boolean {
  return role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(wanted)
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}
