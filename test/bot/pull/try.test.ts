import test from 'node:test'
import { pullScene } from '/work/look/test/bot/pull/pull-scene.ts'
test('try', async (t) => {
  const s = await pullScene(t)
  console.log('open', await s.look())
  console.log('again', await s.look())
  await s.judge()
  console.log('judged', await s.look(), s.access.said)
  console.log('again', await s.look())
  const checks = await s.checks()
  console.log(checks.metrics?.conclusion, checks.metrics?.output.title, checks.governance?.conclusion, checks.governance?.output.title)
  console.log((await s.comments()).map(c=>c.body).join('\n-----\n'))
  console.log(checks.metrics?.output.summary)
  console.log(checks.governance?.output.summary)
})
