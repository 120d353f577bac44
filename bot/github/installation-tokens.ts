import type { Octokit } from '@octokit/rest'

/** A token is not used any more this long before it expires: what was begun with it has to come to its end. */
const LEEWAY_MS = 5 * 60_000

export interface InstallationTokens {
  readonly get: (installation: number) => Promise<string>
  /** GitHub does not take it any more. */
  readonly forget: (installation: number, token: string) => void
}

/** Tokens of the App's installations, each asked for once and kept as long as it is good by our clock. */
export function installationTokens(asApp: () => Promise<Octokit>, now: () => Date): InstallationTokens {
  const kept = new Map<number, { readonly token: string; readonly until: number }>()
  const asked = new Map<number, Promise<string>>()

  const ask = async (installation_id: number) => {
    const { data } = await (await asApp()).rest.apps.createInstallationAccessToken({ installation_id })
    for (const [id, { until }] of kept) if (until <= now().getTime()) kept.delete(id)
    kept.set(installation_id, { token: data.token, until: Date.parse(data.expires_at) - LEEWAY_MS })
    return data.token
  }
  return {
    get: (installation) => {
      const known = kept.get(installation)
      if (known !== undefined && now().getTime() < known.until) return Promise.resolve(known.token)
      const asking = asked.get(installation) ?? ask(installation).finally(() => asked.delete(installation))
      asked.set(installation, asking)
      return asking
    },
    forget: (installation, token) => {
      if (kept.get(installation)?.token === token) kept.delete(installation)
    },
  }
}
