import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compresser } from './compresser.ts';

const page = (nom: string) => fileURLToPath(new URL(nom, import.meta.url));

export default defineConfig({
  plugins: [react(), compresser()],
  server: { host: '127.0.0.1', proxy: { '/graphql': 'http://localhost:4000' } },
  // Its worker imports (`?worker`) are for Vite itself, not for the bundler of dependencies.
  optimizeDeps: {
    exclude: ['graphiql/setup-workers/vite', '@graphiql/react/setup-workers/vite'],
  },
  build: {
    target: 'es2022',
    rolldownOptions: { input: { index: page('index.html'), graphiql: page('graphiql.html') } },
  },
});
