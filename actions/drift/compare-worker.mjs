// The thread of `compareApart`. Not TypeScript itself: what is cached needs no compiler, which takes 40 ms to load.
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./answer-pairs.ts')
