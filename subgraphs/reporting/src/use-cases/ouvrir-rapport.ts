import type { Identity } from '@caisse/subgraph-kit';

import type { Periode } from '../domain/periode.ts';
import type { Rapport, Sommaire } from '../domain/rapport.ts';
import { type Filtre, lireFiltre } from './lire-filtre.ts';

interface Dependances {
  identity: Identity;
  rapports: { sommaire(periode: Periode): Promise<Sommaire> };
}

/**
 * Opens a report; nothing is read before a field asks for it.
 *
 * @throws PublicError REQUETE_INVALIDE, or INTERDIT for another store than the caller's
 */
export function ouvrirRapport({ identity, rapports }: Dependances, filtre: Filtre): Rapport {
  const periode = lireFiltre(identity, filtre);
  let sommaire: Promise<Sommaire> | undefined;
  return { periode, sommaire: () => (sommaire ??= rapports.sommaire(periode)) };
}
