import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import type { Panne } from '../../shared/api/panne.ts';
import type { Issue } from '../../shared/api/use-envoi.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './a-traiter.module.css';
import { cartesDeLaVente, cartesSansReponse } from './declarable.ts';
import { DeclarerRemboursement } from './declarer-remboursement.tsx';
import { DeclarerRendue } from './declarer-rendue.tsx';
import { useReessayer, useRelancer } from './mutations.ts';
import { PayerComptant } from './payer-comptant.tsx';

const RESOUDRE = graphql(/* GraphQL */ `
  fragment Resoudre on Dossier {
    id
    type
    place
    participant
    historique {
      statut
      detail
    }
    magasin {
      id
    }
    annulation {
      id
      remboursements {
        place
        rang
        montant
        motifRefus
      }
    }
    vente {
      id
      statut
      paiements {
        mode
        montant
      }
    }
  }
`);

type Reponse = { __typename: string; message?: string };
type Props = {
  dossier: FragmentType<typeof RESOUDRE>;
  /** The case may be gone after it: what was done is said by the page. */
  surChangement: (phrase: string | null) => void;
};

/** The ways out of a case; each says what became of it where it was asked. */
export function Resoudre({ dossier: masque, surChangement }: Props) {
  const { t } = useTranslation();
  const dossier = lireFragment(RESOUDRE, masque);
  const { id, type, place, magasin, annulation, vente } = dossier;
  const [relancer, relance] = useRelancer();
  const [reessayer, reessai] = useReessayer();
  const [ouvert, ouvrir] = useState<'comptant' | 'declarer' | 'remboursement' | null>(null);
  const [refus, refuser] = useState<string | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [silence, constater] = useState(false);

  // Of a refund nothing is written down when the provider does not answer: who asked it knows.
  const entendre = ({ sorte }: Panne) => constater((deja) => deja || sorte === 'serveur');
  const conclure = (issue: Issue<Reponse>, phrase: string) => {
    const erreur = issue.sorte === 'reponse' ? (issue.resultat.message ?? null) : null;
    tomber(issue.sorte === 'panne' ? issue.panne : null);
    if (issue.sorte === 'panne') entendre(issue.panne);
    refuser(erreur);
    surChangement(issue.sorte === 'reponse' && erreur === null ? phrase : null);
  };
  const reussir = (phrase: string) => {
    ouvrir(null);
    surChangement(phrase);
  };
  const cartes = cartesDeLaVente(vente);
  const remboursement =
    type === 'REMBOURSEMENT' && annulation && place !== null
      ? { annulationId: annulation.id, place }
      : null;
  const declarables = cartesSansReponse(dossier, silence && remboursement !== null);

  return (
    <div className={styles.resoudre}>
      {remboursement ? (
        <>
          <Bouton
            disabled={reessai}
            onClick={() =>
              void reessayer({ input: remboursement }).then((i) => conclure(i, t('dossiers.fait')))
            }
          >
            {t('dossiers.renvoyer')}
          </Bouton>
          <Bouton ton="plein" onClick={() => ouvrir('comptant')}>
            {t('dossiers.payerComptant')}
          </Bouton>
        </>
      ) : (
        <Bouton
          ton="plein"
          disabled={relance}
          onClick={() =>
            void relancer({ input: { dossierId: id } }).then((i) =>
              conclure(i, t('dossiers.relance')),
            )
          }
        >
          {t('dossiers.relancer')}
        </Bouton>
      )}
      {type === 'VENTE' && vente?.statut === 'EN_COMPENSATION' && cartes.length > 0 && (
        <Bouton onClick={() => ouvrir('declarer')}>{t('dossiers.declarer')}</Bouton>
      )}
      {declarables.length > 0 && (
        <Bouton onClick={() => ouvrir('remboursement')}>
          {t('dossiers.declarerRemboursement')}
        </Bouton>
      )}
      {refus && <Alerte>{refus}</Alerte>}
      {panne && <PanneAlerte panne={panne} />}
      {ouvert === 'comptant' && remboursement && (
        <PayerComptant
          remboursement={remboursement}
          magasinId={magasin?.id ?? null}
          surPaye={() => reussir(t('dossiers.fait'))}
          surPanne={entendre}
          surAbandon={() => ouvrir(null)}
        />
      )}
      {ouvert === 'declarer' && vente && (
        <DeclarerRendue
          venteId={vente.id}
          cartes={cartes}
          surDeclare={() => reussir(t('dossiers.declaree'))}
          surAbandon={() => ouvrir(null)}
        />
      )}
      {ouvert === 'remboursement' && (
        <DeclarerRemboursement
          dossierId={id}
          cartes={declarables}
          surDeclare={reussir}
          surAbandon={() => ouvrir(null)}
        />
      )}
    </div>
  );
}
