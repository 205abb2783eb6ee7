/** The server on 8080, restarted when its code changes, and the browser apps with hot reload on 5173. */
import { spawn } from 'node:child_process'
import { createServer } from 'vite'

const server = spawn(process.execPath, ['--watch', 'bin/gezhi.js', 'start'], { stdio: 'inherit' })
process.on('exit', () => server.kill())

const apps = await createServer()
await apps.listen()
apps.printUrls()
