import { startApp } from '#runtime/client'
import { routes, warmUp } from './routes.tsx'

startApp({ routes })
addEventListener('load', warmUp)
