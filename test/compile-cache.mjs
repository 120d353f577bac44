// Preloaded by `npm test`: a file of tests need not strip and compile the same modules as the ones before it.
import { enableCompileCache } from 'node:module'

enableCompileCache()
