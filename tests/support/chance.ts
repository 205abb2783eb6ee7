import fc from 'fast-check'
import { exploredSeed } from './explored-seed.ts'

/** Every property test of a run goes by one seed: the same each time, or the one `npm run explore` chose. */
fc.configureGlobal({ seed: exploredSeed(process.env) ?? 20260302 })
