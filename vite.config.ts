import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** In development, the pages' own addresses lead to their entries, as the server has it in production. */
const pages: Plugin = {
  name: 'gezhi-pages',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _response, next) => {
      const path = (request.url ?? '/').split('?')[0]!
      const isPage = request.headers.accept?.includes('text/html') && !path.startsWith('/api/')
      if (isPage)
        request.url = /^\/designer(\/|$)/.test(path) ? '/designer/index.html' : '/runtime/workbench/index.html'
      next()
    })
  },
}

/** Two pages, two bundles: the workbench never loads the designer's code. */
export default defineConfig({
  plugins: [react(), pages],
  appType: 'mpa',
  server: { port: 5173, proxy: { '/api': 'http://localhost:8080' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: { workbench: 'runtime/workbench/index.html', designer: 'designer/index.html' } },
  },
  worker: { format: 'es' },
})
