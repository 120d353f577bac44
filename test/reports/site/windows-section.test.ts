import assert from 'node:assert/strict'
import { test } from 'node:test'
import { windowsSection } from '../../../reports/site/windows-section.ts'
import { driftEvent } from '../../ledger/drift-event.ts'
import { siteOf } from './site-of.ts'

const { about } = siteOf([])
const RUN = 'https://github.com/acme/models/actions/runs/7'

function judgedBy(url: string | null) {
  const event = driftEvent(1, { model: 'späte ankunft' })
  return { ...event, by: { ...event.by, url } }
}

test('windowsSection: a verdict leads to its event in the ledger, and its day to the run that judged it', async () => {
  const event = judgedBy(RUN)
  const { html } = await windowsSection({ windows: [event] }, about)
  const place = `https://github.com/acme/models/blob/contender/ledger/drift/sp%C3%A4te%20ankunft/${event.id}.json`
  assert.ok(html.includes(`<a href="${place}">stable</a>`), html)
  assert.ok(html.includes(`<a href="${RUN}">2026-11-01</a>`))
  assert.match(html, /drift\.html with its pictures is written by that run, and not kept here/)
})

test('windowsSection: where nothing is recorded that a link could lead to, there is none', async () => {
  const { html } = await windowsSection({ windows: [judgedBy(null)] }, { ...about, url: undefined })
  assert.doesNotMatch(html, /<a |drift\.html/)
  assert.match(html, /<td>2026-11-01<\/td>/)
})

test('windowsSection: what the ledger calls an address and is none is no link', async () => {
  const { html } = await windowsSection({ windows: [judgedBy('javascript:alert(1)')] }, about)
  assert.doesNotMatch(html, /javascript/)
})
