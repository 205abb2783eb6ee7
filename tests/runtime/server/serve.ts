import { pino } from 'pino'
import { installShippedDemo, startServer } from '#runtime/server'

/** The server with the demo in a process of its own, to be killed; it prints nothing. */
await startServer({
  port: Number(process.env.PORT),
  data: process.env.GEZHI_DATA ?? '',
  databaseUrl: process.env.DATABASE_URL,
  dist: 'no-dist',
  log: pino({ level: 'silent' }),
  prepare: (store) => installShippedDemo(store, Date.now()),
})
