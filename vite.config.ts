import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Two pages, two bundles: the workbench never loads the designer's code. */
export default defineConfig({
  plugins: [react()],
  appType: 'mpa',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: { workbench: 'runtime/workbench/index.html', designer: 'designer/index.html' } },
  },
  worker: { format: 'es' },
})
