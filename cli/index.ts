import { enableCompileCache } from 'node:module'

enableCompileCache()
const { runProcess } = await import('./process.ts')
await runProcess()
