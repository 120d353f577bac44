import type { Model } from '../../core/config.ts'
import { count } from '../../core/count.ts'
import { withoutWindows } from '../../core/retrain/apply-windows.ts'
import { whyTooFew } from '../../core/retrain/few-groups.ts'
import { withTold } from '../../core/retrain/past-training.ts'
import { sayUnknown, whyUnfair } from '../../core/retrain/seen-rows.ts'
import { NOT_SET } from '../../core/retrain/why-no-training.ts'
import { whyRetrain } from '../../core/retrain/why-retrain.ts'
import { windowsToRetrain } from '../../core/retrain/windows-to-retrain.ts'
import { sayRange } from '../../core/say-window.ts'
import type { Project } from '../project.ts'
import { challengerOf } from './challenger-of.ts'
import { evidenceOf } from './evidence-of.ts'
import { finish } from './finish.ts'
import { keeperOf, refuseOtherKeeper } from './kept-model.ts'
import { mutedBy } from './muted-by.ts'
import { productionOf } from './production-of.ts'
import { rowsOfWindows } from './rows-of-windows.ts'
import { seenUntil } from './seen-until.ts'
import type { Retrained, RetrainTask } from './task.ts'
import { tellStopped } from './tell-issue.ts'
import { tryChallenger } from './try-challenger.ts'
import { whyUnlabelled } from './why-unlabelled.ts'

/**
 * Trains one model anew where there is reason to, and proposes it where it wins.
 *
 * @param model as the config says it; windows that it has are those of its last retraining
 * @throws {UserError} if data, ledger or GitHub cannot be used
 */
export async function retrainModel(here: Project, model: Model, task: RetrainTask): Promise<Retrained> {
  const own = withoutWindows(model)
  const { asked, dryRun, force, host, ledger, now, pulls } = task
  const { name, retrain } = own
  const left = (became: 'nothing' | 'would' | 'refused', because: string, notes: readonly string[] = []): Retrained => {
    const outcome = became === 'refused' ? 'undecided' : 'pass'
    return { model: name, became, outcome, because, notes, tried: undefined, pull: null, issue: null }
  }
  if (retrain === undefined) return left('nothing', NOT_SET)
  const windows = windowsToRetrain(own, retrain, now.getTime())
  const found = await evidenceOf(here, own, ledger)
  const { open, told = [] } = (await pulls?.look(own, now)) ?? {}
  const events = withTold((await ledger?.retrainings(name)) ?? [], told)
  const muted = asked || force ? undefined : await mutedBy(name, found?.asks, host)
  const until = new Date(windows.test.to)
  const why = whyRetrain({ retrain, found, events, pull: open, muted, now, asked, force, said: task.reason, until })
  if (!why.go) return left('nothing', why.because, open && (await pulls?.tidy(own, { open, events, found })))
  const keeper = await keeperOf(here, own)
  if (pulls !== undefined) refuseOtherKeeper(own, keeper)
  const no = await pulls?.mayNot(own)
  if (no !== undefined) return left('nothing', no.because, await tellStopped(name, no, task))
  const production = await productionOf(here, own, host)
  const rival = production?.version ?? `the model of the ${production === undefined ? 'working tree' : 'branch'}`
  const seen = await seenUntil(here, production ?? { commit: undefined, model }, host)
  const unfair = whyUnfair(seen, windows.test, rival)
  const doubt = sayUnknown(seen, rival)
  const doubts = doubt === undefined ? [] : [`${doubt}.`]
  if (unfair !== undefined) return left('refused', unfair, doubts)
  const challenger = challengerOf(here, own, windows)
  const rowsFound = await host.step(`${name}: looking for the rows of the new windows`, () =>
    rowsOfWindows(challenger.project, challenger.model),
  )
  const { rows } = rowsFound
  const notes = [...doubts, ...rowsFound.leftOut.map((one) => `${one}.`)]
  if (rows.train === 0 || rows.test === 0) {
    const range = { from: windows.train.from, to: windows.test.to }
    const why = await whyUnlabelled(here, own, range, now.getTime())
    return left(
      'refused',
      `there are ${count(rows.train, 'row')} to learn from (${sayRange(windows.train)}) and ${count(rows.test, 'labelled row')} in the holdout (${sayRange(windows.test)}), expected some of both${why === undefined ? '' : `: ${why}`}`,
      notes,
    )
  }
  const few = whyTooFew(rowsFound.groups, own.data.group === undefined ? 'day' : 'group')
  if (few !== undefined) return left('refused', `${few} (it is ${sayRange(windows.test)})`, notes)
  if (dryRun)
    return left(
      'would',
      `${why.because}; on ${count(rows.train, 'row')} (${sayRange(windows.train)}), and compared on ${count(rows.test, 'row')} (${sayRange(windows.test)})`,
      notes,
    )
  const attempt = await tryChallenger(challenger, own, { here, host, production })
  return finish(here, own, {
    task,
    challenger,
    attempt,
    windows,
    found: rowsFound,
    keeper,
    production,
    doubt,
    why,
    breach: found?.asks?.breach,
  })
}
