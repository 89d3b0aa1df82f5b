import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import styles from './a-traiter.module.css';
import { DECLARE_NON_REMBOURSE } from './declarable.ts';
import { Historique } from './historique.tsx';
import { Resoudre } from './resoudre.tsx';

const DOSSIER = graphql(/* GraphQL */ `
  fragment Dossier on Dossier {
    id
    type
    ouvertLe
    participant
    essais
    prochainEssai
    place
    magasin {
      id
      nom
    }
    vente {
      id
      numero
      total
    }
    annulation {
      id
      numero
      remboursements {
        place
        montant
        motifRefus
      }
    }
    ...Historique
    ...Resoudre
  }
`);

type Props = {
  dossier: FragmentType<typeof DOSSIER>;
  surChangement: (phrase: string | null) => void;
};

/** One case: what it is about, what was tried, and what a person may do. */
export function Dossier({ dossier: masque, surChangement }: Props) {
  const { t } = useTranslation();
  const { argent, dateHeure, heure } = useFormat();
  const dossier = lireFragment(DOSSIER, masque);
  const { type, ouvertLe, magasin, vente, annulation, place, participant } = dossier;
  const rendu = annulation?.remboursements.find((r) => r.place === place);
  const declare = rendu?.motifRefus === DECLARE_NON_REMBOURSE;
  const faits = [
    magasin?.nom,
    vente &&
      t(vente.numero ? 'dossiers.vente' : 'dossiers.sansRecu', {
        numero: vente.numero,
        total: argent(vente.total),
      }),
    annulation?.numero && t('dossiers.note', { numero: annulation.numero }),
    t('dossiers.depuis', { instant: dateHeure(ouvertLe) }),
  ].filter(Boolean);
  const essais = [
    participant && t('dossiers.attend', { participant }),
    t('dossiers.essais', { count: dossier.essais }),
    dossier.prochainEssai && t('dossiers.prochain', { heure: heure(dossier.prochainEssai) }),
  ].filter(Boolean);
  return (
    <li className={styles.dossier} data-type={type}>
      <div className={styles.faits}>
        <h2>{t(declare ? 'dossiers.declareNonRembourse' : `dossiers.type.${type}`)}</h2>
        {rendu && <strong>{t('dossiers.aRembourser', { montant: argent(rendu.montant) })}</strong>}
        <p>{faits.join(' · ')}</p>
        <p>{essais.join(' · ')}</p>
        <Historique dossier={dossier} />
      </div>
      <Resoudre dossier={dossier} surChangement={surChangement} />
    </li>
  );
}
