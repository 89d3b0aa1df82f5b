import { useState, type ReactNode } from 'react';
import { DialoguePaiement } from '../features/paiement/dialogue-paiement.tsx';
import { RepriseVente } from '../features/paiement/reprise-vente.tsx';
import {
  useEncaissement,
  type IssueEncaissement,
  type RefusCheckout,
} from '../features/paiement/use-encaissement.ts';
import { VenteAbandonnee } from '../features/paiement/vente-abandonnee.tsx';
import type { Panne } from '../shared/api/panne.ts';
import type { Mode, VenteEnAttente } from '../shared/caisse/etat-caisse.ts';
import { useCaisseOuverte } from './caisse-ouverte.tsx';

type Suites = {
  /** Whether nothing is in the cart, as far as it is drawn. */
  vide: boolean;
  surRefus: (refus: RefusCheckout) => void;
  /** The cart is usable again, and may not be what is drawn. */
  relire: () => void;
};

/** The payment of the cart of a till, from the key that asks for it to the last word about the sale. */
export function useParcoursPaiement({ vide, surRefus, relire }: Suites) {
  const { sessionId, gardee, panier } = useCaisseOuverte();
  const [modes, payer] = useState<readonly Mode[] | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [abandonnee, annoncer] = useState<VenteEnAttente | null>(null);
  const encaissement = useEncaissement(sessionId, gardee);
  // Asked for while the first product is still on its way, the payment opens when it is there.
  const ouverts = vide ? null : modes;
  const reprise = modes === null ? encaissement.attente : null;
  if (modes !== null && vide && panier.enRoute === 0 && panier.estVide()) payer(null);

  const surIssue = (issue: IssueEncaissement) => {
    payer(null);
    tomber(issue.sorte === 'attente' ? issue.panne : null);
    if (issue.sorte === 'refus') surRefus(issue.refus);
    if (issue.sorte === 'abandonnee') annoncer(issue.vente);
    if (issue.sorte === 'refus' || issue.sorte === 'abandonnee') relire();
  };
  return {
    encaissement,
    modes: ouverts,
    reprise,
    panne,
    abandonnee,
    /** Whether a dialog has the keyboard. */
    modal: ouverts !== null || reprise !== null || abandonnee !== null,
    demander: (voulus: readonly Mode[]) => {
      if (!vide || panier.enRoute > 0) payer(voulus);
    },
    surIssue,
    renoncer: () => payer(null),
    oublierAbandon: () => annoncer(null),
  };
}

type Props = {
  parcours: ReturnType<typeof useParcoursPaiement>;
  panier: Parameters<typeof DialoguePaiement>[0]['panier'] | null;
  /** What stands beside the amounts: products that are not in the cart. */
  avis: ReactNode;
  simule: boolean;
};

/** The dialog of the payment where it is: the amounts, a sale in doubt, a sale given up. */
export function DialoguesPaiement({ parcours, panier, avis, simule }: Props) {
  const { panier: actions } = useCaisseOuverte();
  const { encaissement, modes, reprise, abandonnee } = parcours;
  return (
    <>
      {modes && panier && (
        <DialoguePaiement
          panier={panier}
          modes={modes}
          enCours={encaissement.enCours}
          enRoute={actions.enRoute}
          avis={avis}
          simule={simule}
          encaisser={encaissement.encaisser}
          surIssue={parcours.surIssue}
          surAbandon={parcours.renoncer}
        />
      )}
      {reprise && (
        <RepriseVente
          key={reprise.venteId}
          attente={reprise}
          enCours={encaissement.enCours}
          panne={parcours.panne}
          reprendre={encaissement.reprendre}
          abandonner={encaissement.abandonner}
          surIssue={parcours.surIssue}
        />
      )}
      {abandonnee && <VenteAbandonnee vente={abandonnee} surFermeture={parcours.oublierAbandon} />}
    </>
  );
}
