import { WORKFLOW } from '../init/workflow-text.ts'
import { releases } from '../release/releases.ts'
import { readWorkflows } from '../workflow-file.ts'
import { note, ok, type Patient } from './check.ts'
import { checkCommenting, comments } from './commenting-job.ts'
import { checkJudging, judges } from './judging-job.ts'
import { checkReleasing } from './releasing-job.ts'
import { checkRetraining, retrains } from './retraining-job.ts'
import { readRulesets } from './ruleset-file.ts'
import { checkWatching, watches } from './watching-job.ts'

/** The workflows that run Contender: on which events, with which rights, and whether anybody comments. */
export async function checkWorkflow(patient: Patient) {
  const { root } = patient
  const all = await readWorkflows(root)
  const judging = all.filter(({ jobs }) => jobs.some(judges))
  const commenting = all.filter(({ jobs }) => jobs.some(comments))
  const rulesets = await readRulesets(root)
  const names = judging.map(({ name }) => name)
  const found = []
  for (const workflow of all) {
    for (const job of workflow.jobs) {
      if (judges(job)) found.push(...(await checkJudging(root, workflow, job)))
      if (comments(job)) found.push(...checkCommenting(workflow, job, names))
      if (watches(job)) found.push(...(await checkWatching(root, workflow, job)))
      if (retrains(job)) found.push(...(await checkRetraining(patient, workflow, job)))
      if (releases(job)) found.push(...checkReleasing(workflow, job, rulesets))
    }
  }
  if (judging.length === 0)
    return [
      note('No workflow runs Contender on pull requests.', `Run \`contender init\`: it writes ${WORKFLOW}.`),
      ...found,
    ]
  const wrong = found.length > 0
  if (commenting.length === 0)
    found.push(
      note(
        'Verdicts are shown in the summary of the job only: no workflow comments on the pull request.',
        'Add the job `comment` that docs/quick-start.md shows; with the App it is not needed.',
      ),
    )
  return wrong ? found : [...judging.map(({ path }) => ok(`${path} runs Contender`)), ...found]
}
