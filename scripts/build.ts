/** Builds the two browser apps into `dist/`. Run by `npm ci` and, where `dist/` is missing, by the start. */
import { existsSync } from 'node:fs'
import { build } from 'vite'

if (existsSync('runtime/workbench/index.html')) await build({ logLevel: 'warn' })
