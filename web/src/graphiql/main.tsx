import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './graphiql.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { ONGLETS } from './onglets.ts';

const racine = document.getElementById('graphiql');
if (!racine) throw new Error('graphiql.html has no #graphiql element');

const fetcher = createGraphiQLFetcher({ url: '/graphql' });
createRoot(racine).render(<GraphiQL fetcher={fetcher} defaultTabs={ONGLETS} />);
