// Maglev, a compiler of V8's, now and then makes two objects of a hot function share their numbers in Node 24
// (decision 0022): a verdict would go by another model's variance. To be imported before anything computes.
import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--no-maglev')
