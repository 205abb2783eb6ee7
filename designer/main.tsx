import { startApp } from '#runtime/client'
import { routes } from './app/routes.tsx'

startApp({ routes, basename: '/designer' })
