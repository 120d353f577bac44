import type { Report } from '../../../core/artifacts/report.ts'
import { script } from '../../actions/repository.ts'
import { folderWith } from '../../folder.ts'
import type { GitHub } from '../../github/github.ts'
import { AT } from '../../github/routes/scene.ts'
import { zipOf } from '../../report-archive/zip.ts'
import { BASE, CONFIG, passingReport } from '../pull/pull-scene.ts'
import type { Act } from './life.ts'

const items = (more: string) => `governance:
  accept: [admin]
  items:
    - { id: dpia, text: Privacy impact assessed, why: The law asks for it, sign: ["@acme/privacy"] }
    - { id: bias-note, text: Bias was looked at, sign: write }${more}
`
const POLICY = CONFIG.replace(/governance:.*\n/, items(''))
const LATER = CONFIG.replace(
  /governance:.*\n/,
  items('\n    - { id: fallback, text: There is a way back, sign: write }'),
)

/** A repository with one branch a pull request, the same to the last byte each time. */
export async function branchesFor(t: Parameters<typeof folderWith>[0], pulls: number): Promise<string> {
  const files = Object.entries({ ...BASE, 'contender.yml': POLICY }).map(([path, text]) => [path, text!] as const)
  const folder = await folderWith(t, Object.fromEntries(files))
  script(
    folder,
    `export GIT_AUTHOR_DATE=2026-11-01T00:00:00Z GIT_COMMITTER_DATE=2026-11-01T00:00:00Z`,
    'git init -q -b main && git add -A && git commit -qm "First"',
    `for at in $(seq ${pulls}); do`,
    '  git checkout -q -b change-$at main && echo "two $at" > models/delay.onnx && git commit -qam "Change $at"',
    'done',
  )
  return folder
}

/** What is remembered of a pull request while it lives. */
interface Lived {
  readonly number: number
  readonly fork: boolean
  head: string
  run: number
  pushes: number
}

/** Does what people do, at a GitHub. */
export function actor(github: GitHub) {
  const lived = new Map<number, Lived>()
  const must = async (method: string, path: string, body?: object, login?: string) => {
    const answer = await github.request(method, path, body, login === undefined ? undefined : github.userToken(login))
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const at = (path: string) => `/repos/acme/models/${path}`
  const repositoryOf = ({ fork }: Pick<Lived, 'fork'>) => (fork ? 'mallory/models' : 'acme/models')

  async function commitOn(repository: string, branch: string, parent: string, path: string, content: string) {
    const base_tree = await github.git.line('rev-parse', `${parent}^{tree}`)
    const tree = [{ path, mode: '100644', type: 'blob', content }]
    const { sha: made } = await must('POST', at('git/trees'), { base_tree, tree })
    const author = { name: 'Ann', email: 'ann@example.com', date: new Date(AT).toISOString() }
    const { sha } = await must('POST', at('git/commits'), { message: 'More', tree: made, parents: [parent], author })
    await must('PATCH', `/repos/${repository}/git/refs/heads/${branch}`, { sha })
    return sha as string
  }

  async function act(one: Lived, pull: number, deed: Act): Promise<void> {
    const { fork, number } = one
    switch (deed.do) {
      case 'open':
        return
      case 'push':
        one.pushes += 1
        one.head = await commitOn(
          repositoryOf(one),
          `change-${pull}`,
          one.head,
          'models/delay.onnx',
          `more ${pull} ${one.pushes}`,
        )
        return
      case 'run': {
        const headRepository = repositoryOf(one)
        one.run = (await github.addRun({ headSha: one.head, headRepository, headBranch: `change-${pull}` })).id
        return
      }
      case 'end':
        if (deed.report !== 'none') await upload(github, one.run, one.head, deed.report)
        await github.finishRun(one.run, deed.report === 'none' ? 'failure' : 'success')
        return
      case 'rerun':
        await github.rerun(one.run, 'ann')
        await github.startRun(one.run)
        return
      case 'review': {
        const body = { event: deed.event, commit_id: one.head, body: 'Looked at it' }
        await must('POST', at(`pulls/${number}/reviews`), body, deed.by)
        return
      }
      case 'say':
        await must('POST', at(`issues/${number}/comments`), { body: deed.body }, deed.by)
        return
      case 'label':
        await must('POST', at(`issues/${number}/labels`), { labels: [deed.name] }, 'bob')
        return
      case 'remove': {
        const comments = (await must('GET', at(`issues/${number}/comments?per_page=100`))) as CommentJson[]
        const ours = comments.find(({ body }) => body.startsWith('<!-- contender:report '))
        if (ours !== undefined) await must('DELETE', at(`issues/comments/${ours.id}`), undefined, 'bob')
        return
      }
      case 'rename':
        await must('PATCH', at(`pulls/${number}`), { title: `A better model ${pull}` }, fork ? 'mallory' : 'ann')
        return
      case 'close':
        await must('PATCH', at(`pulls/${number}`), { state: 'closed' }, fork ? 'mallory' : 'ann')
    }
  }

  return {
    lived,
    act: async (pull: number, deed: Act) => {
      if (deed.do === 'open') {
        const { fork } = deed
        const { headSha: head, number } = await github.openPullRequest({ head: `change-${pull}`, fork })
        lived.set(pull, { number, fork, head, run: 0, pushes: 0 })
      } else await act(lived.get(pull)!, pull, deed)
    },
    /** One item more, for everybody. */
    changePolicy: async () => {
      const tip = await github.git.line('rev-parse', 'refs/heads/main')
      await commitOn('acme/models', 'main', tip, 'contender.yml', LATER)
    },
  }
}

interface CommentJson {
  readonly id: number
  readonly body: string
}

async function upload(github: GitHub, run: number, head_sha: string, kind: 'better' | 'worse'): Promise<void> {
  const ref = await github.git.line('rev-parse', 'refs/heads/main')
  const report = kind === 'better' ? passingReport() : worseReport()
  const models = report.models.map((model) => ({
    ...model,
    comparison: { ...model.comparison!, against: model.comparison!.against.map((one) => ({ ...one, ref })) },
  }))
  const content = JSON.stringify({ ...report, models, head_sha })
  github.putArtifact(run, 'contender-report', zipOf([{ name: 'report.json', content }]))
}

/** The example the other way round: its candidate is as good as its base was, and its base as its candidate. */
function worseReport(): Report {
  const report = passingReport()
  const [model] = report.models
  const { comparison, evaluation } = model!
  const [base] = comparison!.against
  const { roc_auc, ...metrics } = base!.metrics
  const { baseline, candidate, ci, delta } = roc_auc!
  const swapped = {
    ...roc_auc!,
    ...{ baseline: candidate, candidate: baseline, delta: -delta! },
    ci: [-ci![1], -ci![0]] as [number, number],
    ...{ p_worse: 1e-6, verdict: 'worse' as const },
  }
  const value = { ...evaluation.metrics.roc_auc!, value: baseline!, ci: [0.62, 0.644] as [number, number] }
  return {
    ...report,
    models: [
      {
        ...model!,
        evaluation: { ...evaluation, metrics: { ...evaluation.metrics, roc_auc: value } },
        comparison: {
          ...comparison!,
          candidate: {
            ...comparison!.candidate,
            metrics: { ...comparison!.candidate.metrics, roc_auc: baseline! },
          },
          against: [{ ...base!, metrics: { ...metrics, roc_auc: swapped }, slices: [] }],
        },
      },
    ],
  }
}
