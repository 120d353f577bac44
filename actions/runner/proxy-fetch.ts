import type { ProxyAgent } from 'undici'
import type { Host } from '../action.ts'

const PROXIES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']

/**
 * Requests by way of the proxy that a self-hosted runner's machine names, as GitHub's own actions make them
 * (`no_proxy` too): Node's `fetch` knows no proxy of itself.
 *
 * @returns undefined where no proxy is named: Node's own will do
 */
export function proxyFetch(environment: Host['environment']): typeof fetch | undefined {
  if (PROXIES.every((name) => !environment[name])) return undefined
  const agents = new Map<string, ProxyAgent>()
  return async (input, init) => {
    const [{ getProxyUrl }, undici] = await Promise.all([import('@actions/http-client'), import('undici')])
    const proxy = getProxyUrl(input instanceof Request ? input.url : String(input))
    if (proxy === '') return fetch(input, init)
    const agent = agents.get(proxy) ?? new undici.ProxyAgent(proxy)
    agents.set(proxy, agent)
    // Both are the fetch of the standard, but two versions of one package.
    const fetched = undici.fetch as unknown as typeof fetch
    return fetched(input, { ...init, dispatcher: agent } as unknown as RequestInit)
  }
}
