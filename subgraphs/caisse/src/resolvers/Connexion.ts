import { appareilDe } from '../domain/appareil.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const Connexion: CompleteResolvers['Connexion'] = {
  appareil: ({ agent }) => appareilDe(agent),
};
