import type { BackgroundTask, Logger } from '@caisse/subgraph-kit';

import type { DossierRepository } from './data/dossier-repository.ts';
import type { Reprise, RepriseRepository } from './data/reprise-repository.ts';
import type { Origine } from './data/vente-repository.ts';
import { magasinDe } from './domain/vente.ts';
import type { Mesures } from './mesures.ts';
import { balayeur } from './use-cases/balayer.ts';
import { type Delais, ouvrirEcheance } from './use-cases/echeance.ts';
import { type DependancesRetour, poursuivreAnnulation } from './use-cases/poursuivre-annulation.ts';
import { type DependancesVente, poursuivreVente } from './use-cases/poursuivre-vente.ts';

interface Composition {
  reprises: RepriseRepository;
  dossiers: Pick<DossierRepository, 'noter'>;
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
  dossiers,
  dependances,
  delais,
  mesures,
  logger,
}: Composition): BackgroundTask[] {
  // Once: what fails is tried again by a later round, whose pauses grow.
  const echeance = () => ouvrirEcheance(delais.travail, mesures, false);
  const avec = <Dossier extends { id: string }>(
    sorte: 'vente' | 'annulation',
    { dossier, origine }: Reprise<Dossier>,
  ) => dependances(origine, { [`${sorte}Id`]: dossier.id });
  const presence = { personne: { carteEnCoursMs: delais.carteEnCours } };
  const commun = { intervalleMs: delais.balayage, logger, compter: mesures.compterReprise };
  return [
    balayeur({
      ...commun,
      sorte: 'vente',
      prendre: (limite, voie) => reprises.ventes(limite, delais, voie),
      poursuivre: (reprise) =>
        poursuivreVente(avec('vente', reprise), reprise.dossier, echeance(), presence),
      noter: (vente, issue) =>
        dossiers.noter({ sorte: 'VENTE', id: vente.id }, magasinDe(vente), issue, delais.pause),
      rendre: (vente) => reprises.rendreVente(vente),
    }),
    balayeur({
      ...commun,
      sorte: 'annulation',
      prendre: (limite, voie) => reprises.annulations(limite, delais.bail, voie),
      poursuivre: (reprise) =>
        poursuivreAnnulation(avec('annulation', reprise), reprise.dossier, echeance()),
      noter: ({ id }, issue) => dossiers.noter({ sorte: 'RETOUR', id }, null, issue, delais.pause),
      rendre: (annulation) => reprises.rendreAnnulation(annulation),
    }),
  ];
}
