import type { SeConnecterMutation } from '../../shared/api/generated/graphql.ts';
import { useEnvoi } from '../../shared/api/use-envoi.ts';
import { SE_CONNECTER } from '../../shared/connexion/documents.ts';

const choisir = (data: SeConnecterMutation) => data.seConnecter;

export const useSeConnecter = () => useEnvoi(SE_CONNECTER, choisir);
