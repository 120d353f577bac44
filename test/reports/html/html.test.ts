import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeHtml, html, jsonScript } from '../../../reports/html/html.ts'
import { renderReportPage } from '../../../reports/html/report-page.ts'
import { picturedReport } from './example-page.ts'

test('html: what is put in is text, what is HTML stays, lists are joined', () => {
  const items = ['<a>', 'b & "c"'].map((item) => html`<li>${item}</li>`)
  assert.equal(
    html`<ul title="${'"'}">${items}</ul>${3}`.html,
    '<ul title="&quot;"><li>&lt;a&gt;</li><li>b &amp; &quot;c&quot;</li></ul>3',
  )
})

test('escapeHtml: no control sign, no turned direction, no broken letter', () => {
  assert.equal(escapeHtml('a\u001b[31m\u202eb\ud800'), 'a\ufffd[31m\ufffdb\ufffd')
})

test('jsonScript: no text of it ends the script', () => {
  const { html: script } = jsonScript('a', { name: '</script><script>alert(1)</script><!--' })
  assert.equal(script.match(/<\/?script/g)!.length, 2)
  assert.doesNotMatch(script, /<!--/)
  assert.deepEqual(JSON.parse(script.replace(/^<script[^>]*>|<\/script>$/g, '')), {
    name: '</script><script>alert(1)</script><!--',
  })
})

test('renderReportPage: the same report gives the same page, decision first, with charts to take along', async () => {
  const page = await renderReportPage(picturedReport())
  assert.equal(page, await renderReportPage(picturedReport()))
  assert.ok(page.indexOf('roc_auc is worse in carrier = AA.') < page.indexOf('Gain over base'))
  const specs = [...page.matchAll(/<script type="application\/json"[^>]*>(.*?)<\/script>/g)].map(([, text]) =>
    JSON.parse(text!),
  )
  assert.ok(specs.length >= 7, `${specs.length}`)
  for (const { $schema } of specs) assert.match($schema, /vega-lite\/v6/)
  assert.ok(page.length < 1_000_000, `${page.length}`)
})
