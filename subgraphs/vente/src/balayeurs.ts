import type { BackgroundTask, Logger } from '@caisse/subgraph-kit';

import type { Reprise, RepriseRepository, SorteReprise } from './data/reprise-repository.ts';
import type { Origine } from './data/vente-repository.ts';
import type { Mesures } from './mesures.ts';
import { balayeur } from './use-cases/balayer.ts';
import { type Delais, ouvrirEcheance } from './use-cases/echeance.ts';
import { type DependancesRetour, poursuivreAnnulation } from './use-cases/poursuivre-annulation.ts';
import { type DependancesVente, poursuivreVente } from './use-cases/poursuivre-vente.ts';

interface Composition {
  reprises: RepriseRepository;
  /** What the steps need, on behalf of the request that began the sale. */
  dependances: (
    origine: Origine,
    ids: Record<string, string>,
  ) => DependancesVente & DependancesRetour;
  delais: Delais;
  mesures: Mesures;
  logger: Logger;
}

/** The sweepers of an instance: one for sales in doubt, one for returns in progress. */
export function balayeurs({
  reprises,
  dependances,
  delais,
  mesures,
  logger,
}: Composition): BackgroundTask[] {
  const suivre =
    <Dossier extends { id: string }>(
      sorte: SorteReprise,
      poursuivre: (
        avec: DependancesVente & DependancesRetour,
        dossier: Dossier,
        echeance: ReturnType<typeof ouvrirEcheance>,
      ) => Promise<unknown>,
    ) =>
    ({ dossier, origine }: Reprise<Dossier>) =>
      poursuivre(
        dependances(origine, { [`${sorte}Id`]: dossier.id }),
        dossier,
        ouvrirEcheance(delais.travail, mesures.observerEtape),
      );
  const commun = { intervalleMs: delais.balayage, logger, compter: mesures.compterReprise };
  return [
    balayeur({
      ...commun,
      sorte: 'vente',
      prendre: (limite) => reprises.ventes(limite, delais.bail),
      poursuivre: suivre('vente', poursuivreVente),
      rendre: (vente) => reprises.rendreVente(vente),
    }),
    balayeur({
      ...commun,
      sorte: 'annulation',
      prendre: (limite) => reprises.annulations(limite, delais.bail),
      poursuivre: suivre('annulation', poursuivreAnnulation),
      rendre: (annulation) => reprises.rendreAnnulation(annulation),
    }),
  ];
}
