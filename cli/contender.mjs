#!/usr/bin/env node
// The `contender` command. Node 24 runs the TypeScript as it is; an older Node hands over to the
// Node 24 that npm installed beside us, or says what is missing.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// What nobody waited for, and what cannot be loaded: Node's own code for it, 1, means that a model is not good enough.
process.on('uncaughtException', (error) => {
  console.error('This is a bug in Contender, not in your input. Please report it with these lines:')
  console.error(`https://github.com/contender-ml/contender/issues/new\n\n${error?.stack ?? error}`)
  process.exit(70)
})

if (Number.parseInt(process.versions.node, 10) >= 24) {
  await import('../core/io/without-maglev.mjs')
  // Not TypeScript itself: what is cached needs no compiler, which takes 40 ms to load.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache()
  const { runProcess } = await import('./process.ts')
  await runProcess()
} else {
  const newer = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
  if (existsSync(newer)) {
    const { signal, status } = spawnSync(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    })
    process.exitCode = signal === null ? status : 130
  } else {
    console.error(`error: Unexpected Node ${process.versions.node}, expected 24 or newer`)
    process.exitCode = 2
  }
}
