import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import type { DriftPerformance } from '../../core/artifacts/drift.ts'
import { type Drift, driftSchema } from '../../core/artifacts/drift.ts'
import { sayVerdict } from '../../reports/drift/headline.ts'
import { renderDriftMarkdown } from '../../reports/drift/markdown.ts'
import { performanceNotes } from '../../reports/drift/performance-table.ts'
import { renderDriftTerminal } from '../../reports/drift/terminal.ts'
import { whatNext } from '../../reports/drift/what-next.ts'
import {
  breachDrift,
  canaryDrift,
  compatDrift,
  inputDrift,
  insufficientDrift,
  profileDrift,
  stableDrift,
  watchDrift,
} from './example-drift.ts'

const snapshot = (name: string) => fileURLToPath(new URL(`snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }
const noPaint = (_style: string, text: string) => text

const RESPONDING = { responds: true, when: 'performance' } as const

const EXAMPLES = {
  stable: stableDrift(),
  watch: watchDrift(),
  inputs: inputDrift(),
  breach: breachDrift(),
  insufficient: insufficientDrift(),
  profile: profileDrift(),
  evidently: compatDrift('evidently'),
  nannyml: compatDrift('nannyml'),
  canary: canaryDrift(),
}

for (const [name, drift] of Object.entries(EXAMPLES)) {
  test(`the example ${name} is a drift.json by the schema, and reads well on GitHub and in a terminal`, (t) => {
    assert.deepEqual(driftSchema.parse(drift), drift)
    t.assert.fileSnapshot(
      renderDriftMarkdown([drift], { respondingOf: () => RESPONDING }),
      snapshot(`drift-${name}.md`),
      asText,
    )
    t.assert.fileSnapshot(renderDriftTerminal(drift, noPaint, RESPONDING), snapshot(`drift-${name}.txt`), asText)
  })
}

test('an estimate that is no better than a constant is called not validated, and that it sees no concept drift is said', () => {
  const markdown = renderDriftMarkdown([breachDrift()])
  assert.match(markdown, /estimated without labels \(not validated: no better than a constant\)/)
  assert.match(
    markdown,
    /- CBPE: over 5 labelled windows .* no less than predicting no change \(0\.038\): not validated\./,
  )
  assert.match(markdown, /- CBPE sees no concept drift: /)
  const drift = breachDrift()
  const estimate = { ...drift.performance!.estimate!, because: 'so it seems' }
  const text = renderDriftMarkdown([{ ...drift, performance: { ...drift.performance!, estimate } }])
  assert.match(text, /- CBPE is not validated: so it seems\./)
})

test('a reason that stands at the top is not said again below the table of performance', () => {
  const { because, performance } = breachDrift()
  assert.ok(because[0]!.startsWith(performance!.because))
  const said = renderDriftTerminal(breachDrift(), noPaint).split('log_loss is worse than on the test rows')
  assert.equal(said.length - 1, 1)
  assert.match(renderDriftTerminal(stableDrift(), noPaint), /log_loss is perhaps worse than on the test rows/)
})

/** The same as two files, which have no times. */
const ofFiles = (drift: Drift): Drift => ({ ...drift, window: null, versions: [], history: [] })
const next = (...of: Parameters<typeof whatNext>) => whatNext(...of).join(' ')

test('a breach asks for a retraining, by the command that begins it, as the config has it', () => {
  assert.match(next(breachDrift(), RESPONDING), /^A retraining is due: `contender retrain --model delay` trains/)
  assert.match(next(breachDrift(), { ...RESPONDING, when: 'never' }), /`never`: a person begins it, by `contender retr/)
  assert.match(next(breachDrift(), { ...RESPONDING, when: undefined }), /`retrain` is not set for this model/)
})

test('a rollback is told with the command that does it, for nothing rolls back by itself', () => {
  const better = { ...breachDrift(), retrain: null }
  const [silent, told] = [next(better), next(better, { ...RESPONDING, stage: 'canary' })]
  assert.match(
    silent,
    /^Roll back rather than retrain: .* Nothing rolls back by itself: `contender registry rollback delay` does it\. This run tells nobody/,
  )
  assert.match(
    told,
    /`contender registry rollback delay canary` does it, or the comment that the issue shows\. One issue/,
  )
  // That the meaning of inputs has changed would ask for a training.
  for (const said of [silent, told]) assert.doesNotMatch(said, /No input explains it|retraining is due|is proposed/)
})

test('moved inputs ask for neither, unless an estimate says that the model suffers', () => {
  assert.match(
    next(inputDrift(), RESPONDING),
    / Find out what changed upstream: .* One issue .* Moved inputs alone begin no retraining/,
  )
  const { retrain } = breachDrift()
  assert.match(next({ ...inputDrift(), retrain }, RESPONDING), / A retraining is due: .* One issue/)
  assert.doesNotMatch(next({ ...inputDrift(), retrain }, RESPONDING), /begin no retraining/)
})

test('a loss on watch beside inputs that drift is not denied', () => {
  const { performance } = breachDrift()
  const drift = { ...inputDrift(), performance: { ...performance!, verdict: 'watch' as const } }
  assert.match(next(drift), /The loss of performance is on watch, and begins no retraining until it is drift: /)
  assert.doesNotMatch(next(drift), /alone begin no retraining|does not say that the model suffers/)
})

test('what production has not given is asked for, and nothing is called stable', () => {
  const { performance } = stableDrift()
  const unlabelled = { ...performance!, loss: null, coverage: 0, verdict: 'insufficient' as const }
  const labels = stableDrift({ verdict: 'insufficient', performance: unlabelled })
  assert.match(
    next(labels),
    /^See where the labels are: .* Nothing else has moved, and that is not called stable: the /,
  )
  assert.equal(sayVerdict(labels), 'no label has come')
  const inputs = { ...inputDrift(), performance: { ...unlabelled, cohort: { from: '', to: '' } } }
  assert.match(next(inputs), /See where the labels are: /)
  const few = stableDrift().predictions!.features.map((feature) => ({
    ...feature,
    ...{ rows: { reference: 5000, current: 12 }, verdict: 'insufficient' as const },
  }))
  const answers = { predictions: { features: few, verdict: 'insufficient' as const }, performance: null }
  for (const drift of [
    stableDrift({ verdict: 'insufficient', ...answers }),
    ofFiles(stableDrift({ verdict: 'insufficient', ...answers })),
  ]) {
    assert.match(next(drift), /^See what answers and what writes the logs: too few rows have an answer/)
    assert.equal(sayVerdict(drift), 'few rows have an answer')
  }
})

test('nothing is promised that the run does not do', () => {
  for (const drift of [breachDrift(), inputDrift()]) {
    assert.match(next(drift, RESPONDING), /One issue for this model is opened/)
    const silent = next(drift, { ...RESPONDING, responds: false })
    assert.match(silent, /This run tells nobody: with `--respond` one issue/)
    const unreached = next(drift, { ...RESPONDING, unreached: 'GITHUB_TOKEN is missing' })
    assert.match(unreached, /This run opens no issue: GITHUB_TOKEN is missing\./)
    assert.doesNotMatch(unreached, /One issue/)
  }
  for (const drift of Object.values(EXAMPLES)) {
    const said = `${next(ofFiles(drift), RESPONDING)} ${renderDriftMarkdown([ofFiles(drift)])}`
    assert.doesNotMatch(said, /One issue|contender\.yml|of the next two|the next window|there are 0/)
  }
  const task = /With `--task`, and answers and labels in both files/
  for (const performance of [null, inputDrift().performance])
    assert.match(next(ofFiles({ ...inputDrift(), performance })), task)
  assert.doesNotMatch(next(ofFiles(breachDrift())), task)
})

test('stable asks for nothing, unless something could not be compared', () => {
  assert.deepEqual(whatNext(stableDrift()), ['Nothing: the next window is 2001-03-01 to 2001-03-07.'])
  assert.deepEqual(whatNext(ofFiles(stableDrift())), ['Nothing: what was compared is alike.'])
  const { performance } = stableDrift()
  const better = { ...performance!, loss: { value: -0.09, ci: [-0.12, -0.06] as [number, number], p_value: 1 } }
  assert.deepEqual(whatNext(ofFiles(stableDrift({ performance: better }))), [
    'Nothing: what was compared is alike, and the model does better.',
  ])
  // Two files have neither test rows nor a window before.
  assert.match(renderDriftMarkdown([ofFiles(stableDrift())]), /log_loss is perhaps worse than on the reference, by/)
  assert.match(renderDriftMarkdown([ofFiles(watchDrift())]), /: watch, an input has moved\n/)
  const unread = { check: 'type', column: 'hour', level: 'warning', because: '`hour` is text here' } as const
  const [hour] = insufficientDrift().features
  for (const more of [{ quality: [unread] }, { features: [hour!] }])
    for (const drift of [stableDrift(more), ofFiles(stableDrift(more))])
      assert.match(
        next(drift),
        /^Look at (the remarks|what is not judged).* `stable` says nothing of .*\. Else nothing: /,
      )
})

test('what is named wrongly in the config, or a reference that is gone, is no broken data', () => {
  const warning = { check: 'schema', level: 'warning' } as const
  const segment = { ...warning, column: 'orign', because: 'rows are not compared apart by orign: neither side has it' }
  const profile = { ...warning, column: null, because: 'features are compared with profile.json' }
  for (const drift of [stableDrift(), watchDrift(), inputDrift(), breachDrift(), insufficientDrift()]) {
    const mistyped = next({ ...drift, quality: [segment] })
    assert.match(mistyped, /Mend `contender\.yml`: the remarks say which column/)
    const gone = next({ ...drift, quality: [profile], reference: { ...drift.reference, by: 'profile' } })
    assert.match(
      gone,
      /The training rows cannot be read, and their stored profile stands in for them: put them back, or/,
    )
    for (const said of [mistyped, gone]) assert.doesNotMatch(said, /remarks on the data|broken upstream/)
  }
  assert.match(next(stableDrift({ quality: [segment] })), /^Mend .* Else nothing: the next window is/)
  assert.match(next(ofFiles(stableDrift({ quality: [segment] }))), /^Mend the flags: /)
})

test('what is over its floor again is not told as the first time, nor what is far over it as if it were little', () => {
  const watch = watchDrift()
  assert.match(next(watch), /^Nothing yet: one window over the floor may be chance\./)
  assert.match(renderDriftMarkdown([watch]), /watch, an input has moved, once ·/)
  const history = watch.history.map((one) => ({ ...one, over: [{ key: 'feature/distance', times: 1.2 }] }))
  const again = { ...watch, history }
  assert.match(
    next(again),
    /^Nothing yet: it is over the floor again, and may be chance all the same: .* small reference/,
  )
  assert.match(renderDriftMarkdown([again]), /watch, an input has moved, again ·/)
  // Of another version, or a month ago, it says nothing of now.
  for (const other of [{ version: 'v0.9.0' }, { window: { ...watch.window!, from: watch.window!.to } }])
    assert.match(next({ ...watch, history: history.map((one) => ({ ...one, ...other })) }), /one window over the floor/)
  const features = watch.features.map((one) => (one.over ? { ...one, times: 4 } : one))
  assert.match(next({ ...watch, features }), /^Nothing yet: it is at three times the floor, but not certainly enough/)
  const { performance } = breachDrift()
  const worse = {
    ...watch,
    features: stableDrift().features,
    performance: { ...performance!, verdict: 'watch' as const },
  }
  assert.match(next(worse), /one window over the margin may be chance/)
})

test('whether the model suffers is asked of what is missing: labels, answers or test rows', () => {
  const drift = inputDrift()
  assert.match(
    next(drift),
    /Name `drift\.labels` in `contender\.yml`: with them it can be said whether the model suffers\.$/,
  )
  assert.match(next({ ...drift, performance: null }), /The logs hold no answers: .* whether the model suffers\.$/)
  const untested = { ...drift, performance: null, reference: { ...drift.reference, predictions: null } }
  assert.match(next(untested), /There are no answers on test rows to compare with: with `data\.test`/)
  const of = (ci: [number, number]) => {
    const { performance } = stableDrift()
    return next({ ...drift, performance: { ...performance!, loss: { ...performance!.loss!, ci } } })
  }
  assert.match(of([-0.02, 0.03]), / The labels show that the model does no worse than its margin allows\.$/)
  assert.match(of([-0.02, 0.3]), / The labels show no loss beyond the margin\.$/)
  assert.match(of([0.2, 0.3]), / The labels show a loss beyond the margin, and not certainly enough for an alarm\.$/)
})

test('why too little is there to judge is told with what would help', () => {
  const drift = insufficientDrift()
  const rows = (current: number, other_versions: number) => ({
    ...drift,
    current: { ...drift.current, rows: current, other_versions },
  })
  assert.match(next(rows(131, 5000)), /: rows of other versions are left out, as around a release; the next window/)
  assert.match(next(rows(131, 0)), /: where windows stay as small as this, a longer `window` holds more rows; the next/)
  assert.match(
    next(rows(0, 0)),
    /: there are no rows, so see whether logs are written still, and where `drift\.logs\.files`/,
  )
  assert.match(next({ ...rows(500, 0), reference: { ...drift.reference, rows: 90 } }), /name a reference of 200 rows/)
  assert.match(next(rows(500, 0)), /: what is said of each column tells why; the next window/)
  const hour = { ...drift.window!, from: new Date(Date.parse(drift.window!.to) - 3_600_000).toISOString() }
  assert.match(
    next({ ...rows(500, 0), window: hour }),
    /rows of 5 hours at least, so make `drift\.window` longer; the next/,
  )
  const open = { ...drift, window: { ...drift.window!, complete: false } }
  assert.match(next(open), /: this window is judged once it is over, and its logs have come and can be read\.$/)
})

test('the labels are shown by the name that the config gives them, and why they are not judged', () => {
  const markdown = renderDriftMarkdown([stableDrift()])
  assert.match(markdown, /\| label \|[\s\S]*\| late +\|/)
  assert.match(markdown, /- late: shown and not judged: labels tell of the world, not of the model/)
})

test('a day without logs is told in a terminal as well, and what is only good to know is not', () => {
  const note = { level: 'note', column: null } as const
  const quality = [
    { ...note, check: 'file', because: 'logs/2001-02-24.csv is not there' } as const,
    { ...note, check: 'category', because: 'origin has 2 new values' } as const,
  ]
  const said = renderDriftTerminal(stableDrift({ quality }), noPaint)
  assert.match(said, /^ {2}logs\/2001-02-24\.csv is not there$/m)
  assert.doesNotMatch(said, /new values/)
})

test('too few groups ask for finer ones: more rows of the same never help', () => {
  const { performance } = stableDrift()
  const side = { value: 0.5, ci: null, rows: 900, groups: 3 }
  const few = {
    ...performance!,
    verdict: 'insufficient' as const,
    metrics: { log_loss: { reference: side, current: side } },
  }
  const insufficient = { ...insufficientDrift(), performance: few, current: stableDrift().current }
  for (const drift of [insufficient, ofFiles(insufficient), stableDrift({ performance: few })])
    assert.match(next(drift), /more rows of the same groups do not help; .* name a finer one/)
  assert.match(next(ofFiles(insufficientDrift())), /: compare more rows\.$/)
})

test('a drift.json of before the mix of weekdays and hours was told is one still: its rows were drawn as they were', () => {
  const [drift] = Object.values(EXAMPLES).filter(({ multivariate }) => multivariate !== null)
  const { seasonal: _, ...before } = drift!.multivariate!
  const old = driftSchema.parse({ ...drift, multivariate: before })
  assert.equal('seasonal' in old.multivariate!, false)
  assert.match(renderDriftMarkdown([old]), /Rows of the reference were drawn as they are; /)
})

test('an effect that only the widest gap shows is told by that gap', () => {
  assert.match(renderDriftTerminal(inputDrift(), noPaint), /fuel +watch +KS 0\.13 +0\.1 +1\.3 ×/)
})

test('a stored profile says how exact each number is', () => {
  const markdown = renderDriftMarkdown([profileDrift()])
  assert.match(markdown, /\*\*distance\*\* \|[^|]+\| +0\.14\sσ \| +±\s0\.0042 \|/)
  assert.match(markdown, /The reference is a stored profile/)
})

test('several models begin with one table, the worst first, and no verdict hides another', () => {
  const text = renderDriftMarkdown([stableDrift({ model: 'calm' }), insufficientDrift(), inputDrift(), watchDrift()])
  const order = Array.from(text.matchAll(/^### \S+ \S+ \S+: (\w+),/gm), ([, verdict]) => verdict)
  assert.deepEqual(order, ['drift', 'watch', 'insufficient', 'stable'])
  assert.match(text, /^## ❌ Contender: drift in production, inputs have moved\n/)
})

const BAD = '<img src=x> | @ann #1 [x](https://evil.example) <!-- ` \u001b[31m \u202e\n# x'

function hostile(): Drift {
  const drift = inputDrift()
  const bad = (feature: Drift['features'][number]) => ({ ...feature, name: BAD, reason: BAD })
  return {
    ...drift,
    model: BAD,
    contender: BAD,
    versions: [BAD],
    reference: { ...drift.reference, uri: BAD, predictions: BAD },
    current: { ...drift.current, uri: BAD },
    features: drift.features.map(bad),
    predictions: { features: drift.predictions!.features.map(bad), verdict: 'watch' },
    labels: bad(drift.features[0]!),
    performance: {
      ...breachDrift().performance!,
      metric: BAD,
      margin_rule: BAD,
      because: BAD,
      metrics: { [BAD]: breachDrift().performance!.metrics.log_loss! },
      estimate: { ...breachDrift().performance!.estimate!, because: BAD },
    },
    multivariate: { ...drift.multivariate!, features: [{ name: BAD, importance: 1 }] },
    quality: drift.quality.map((remark) => ({ ...remark, because: BAD })),
    segments: drift.segments.map((segment) => ({
      ...segment,
      by: { [BAD]: BAD },
      features: segment.features.map(bad),
    })),
    causes: drift.causes.map((cause) => ({ ...cause, features: [BAD], segments: [{ [BAD]: BAD }] })),
    history: drift.history.map((past) => ({
      ...past,
      version: BAD,
      over: [{ key: `feature/${BAD}`, times: 2 }],
      metrics: { [BAD]: { value: 0.5, ci: null, rows: 1, groups: null } },
    })),
    because: [BAD, BAD],
  }
}

test('what data, logs and configs hold is shown as text: no HTML, no mention, no link, nothing a terminal obeys', () => {
  for (const drift of [hostile(), { ...hostile(), compat: 'evidently' as const }]) {
    const text = renderDriftMarkdown([drift, drift])
    // What stands as code calls nobody: the name of the model in a command.
    const shown = text
      .replaceAll(/```mermaid\n%%.*\n/g, '')
      .replaceAll(/(?<![\\`])`[^`\n]+`(?!`)/g, '')
      .replaceAll(/<\/?(?:details|summary|sub)>/g, '')
    assert.doesNotMatch(shown, /<|@ann|#1 |(?<!\\)\]\(https:\/\/evil|^# x/m)
    const terminal = renderDriftTerminal(drift, noPaint)
    for (const sign of ['\u001b', '\u202e']) assert.ok(!text.includes(sign) && !terminal.includes(sign))
    assert.doesNotMatch(terminal, /^# x/m)
  }
})

test('2,000 columns, segments, remarks and windows fit, and what was cut is counted', () => {
  const drift = inputDrift()
  const many = <T>(of: readonly T[]) => Array.from({ length: 2000 }, (_, index) => of[index % of.length]!)
  const { causes, features, history, quality, segments } = drift
  const large = {
    ...drift,
    features: many(features).map((feature, index) => ({ ...feature, name: `${'é|'.repeat(60)}${index}` })),
    segments: many(segments),
    causes: many(causes),
    quality: many(quality),
    history: many(history),
    because: many(drift.because),
  }
  for (const drifts of [[large], Array.from({ length: 300 }, () => large), Array.from({ length: 700 }, () => drift)]) {
    const text = renderDriftMarkdown(drifts)
    assert.ok(text.length <= 58_000, `${text.length}`)
    assert.match(text, /more (?:are|remarks are) in `drift\.json`|did not fit here/)
    assert.ok(text.includes('### '), 'at least one section is there')
  }
  assert.ok(renderDriftTerminal(large, noPaint).split('\n').length < 160)
})

test('of a stream of errors the first alarm of each detector is told, how many more, and where the stream began', () => {
  const drift = breachDrift()
  const told = (stream: DriftPerformance['stream'], concept = drift.performance!.concept) =>
    performanceNotes({ ...drift.performance!, concept, ...(stream && { stream }) }).at(-1)
  const from = '2001-01-25T00:00:00.000Z'
  assert.equal(
    told({ rows: 3000, from }),
    'Within the rows judged the stream of errors changed, by ADWIN at 2001-02-22 14:05; by Page–Hinkley at 2001-02-22 11:40 (and 1 more); it begins with 3,000 test rows, from 2001-01-25 00:00 on.',
  )
  const none = [{ detector: 'ddm' as const, alarms: [] }]
  assert.equal(
    told({ rows: 1, from: null }, none),
    'The stream of errors did not change, by DDM; it begins with 1 test row.',
  )
  assert.match(told({ rows: 0, from: null }, none)!, /begins with the rows judged, for no test row is older\.$/)
})

test('earlier windows name what is furthest over its floor first', () => {
  const over = [1.2, 40, 3, 2].map((times) => ({ key: `feature/f${times}`, times }))
  const history = stableDrift().history.map((summary) => ({ ...summary, over }))
  assert.match(
    renderDriftMarkdown([stableDrift({ history })]),
    /f40 \(40\.0 ×\), f3 \(3\.0 ×\), f2 \(2\.0 ×\) and 1 more/,
  )
})
