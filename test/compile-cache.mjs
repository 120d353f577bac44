// Preloaded by `npm test`: a file of tests, and a process that it starts, need not strip and compile the same modules as
// the ones before it.
import '../core/io/without-maglev.mjs'
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache')
enableCompileCache()
