import '@fontsource-variable/bricolage-grotesque';
import '@fontsource-variable/hanken-grotesk';
import '@fontsource-variable/spline-sans-mono';
import './shared/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { demarrerLangue } from './shared/i18n/i18n.ts';
import { chargerPoste } from './shared/stockage/poste.ts';

const racine = document.getElementById('racine');
if (!racine) throw new Error('index.html has no #racine element');

await Promise.all([demarrerLangue(), chargerPoste()]);
createRoot(racine).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
