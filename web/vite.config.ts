import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compresser } from './compresser.ts';

const page = (nom: string) => fileURLToPath(new URL(nom, import.meta.url));

export default defineConfig({
  plugins: [react(), compresser()],
  server: { host: '127.0.0.1', proxy: { '/graphql': 'http://localhost:4000' } },
  build: {
    target: 'es2022',
    rolldownOptions: { input: { index: page('index.html'), graphiql: page('graphiql.html') } },
  },
});
