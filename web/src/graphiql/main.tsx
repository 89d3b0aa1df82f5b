import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '../shared/styles/jetons.css';
import './graphiql.css';
import { createRoot } from 'react-dom/client';
import { demarrerLangue } from '../shared/i18n/i18n.ts';
import { Atelier } from './atelier.tsx';

const racine = document.getElementById('graphiql');
if (!racine) throw new Error('graphiql.html has no #graphiql element');

await demarrerLangue();
createRoot(racine).render(<Atelier />);
