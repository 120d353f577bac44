import { type ApiCall, invalid, no, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { emitEvent } from './emit-event.ts'
import type { RunScene } from './run-scene.ts'
import type { RunStore } from './run-store.ts'
import { findWorkflow } from './workflows.ts'

/** By `run-name`, as far as it is of the inputs. */
function titleOf(text: string, inputs: Readonly<Record<string, string>>): string | undefined {
  const [, title] = /^run-name: (.+?)(?: #.*)?$/m.exec(text) ?? []
  return title?.replace(/\$\{\{ *inputs\.(\w+) *\}\}/g, (_, name: string) => inputs[name] ?? '')
}

/** Runs that are asked for: of a workflow by name, or by an event of the caller's own. */
export function dispatchRoutes(world: World, store: RunStore, scene: RunScene): readonly Route[] {
  const dispatchWorkflow = async ({ body, params, token }: ApiCall) => {
    const workflow = await findWorkflow(world, store, params.workflow_id!)
    if (workflow === undefined) return no(404, 'Not Found')
    const branch = String(body.ref).replace(/^refs\/heads\//, '')
    const headSha = (await world.git.ask('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`))?.trimEnd()
    if (headSha === undefined) return no(422, `No ref found for: ${body.ref}`)
    const text = (await world.git.ask('cat-file', 'blob', `${headSha}:${workflow.path}`)) ?? ''
    if (!text.includes('workflow_dispatch')) return no(422, "Workflow does not have 'workflow_dispatch' trigger")
    const run = await scene.addRun({
      headSha,
      headBranch: branch,
      event: 'workflow_dispatch',
      workflow: workflow.path,
      actor: token!.login,
      title: titleOf(text, body.inputs ?? {}) ?? workflow.name,
      status: 'queued',
    })
    if (!body.return_run_details) return { status: 204 }
    const url = `${world.url}/repos/${world.owner}/${world.repo}/actions/runs/${run.id}`
    return { status: 200, body: { workflow_run_id: run.id, run_url: url, html_url: url.replace('/repos', '') } }
  }

  const dispatchRepository = async ({ body, token }: ApiCall) => {
    const { client_payload = {}, event_type } = body
    if (Object.keys(client_payload).length > 10) return invalid('RepositoryDispatch', 'client_payload', 'invalid')
    const branch = await world.git.line('symbolic-ref', '--short', 'HEAD')
    const own = { branch, client_payload }
    await emitEvent(world, { name: 'repository_dispatch', action: event_type, own, sender: token!.login })
    return { status: 204 }
  }

  return [
    {
      method: 'POST',
      path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
      answer: dispatchWorkflow,
    },
    { method: 'POST', path: '/repos/{owner}/{repo}/dispatches', answer: dispatchRepository },
  ]
}
