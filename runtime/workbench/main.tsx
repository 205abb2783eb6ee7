import { startApp } from '#runtime/client'
import { routes } from './routes.tsx'

startApp({ routes })
