import { KeyRound, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import styles from './employes.module.css';

const LIGNE = graphql(/* GraphQL */ `
  fragment LigneEmploye on Employe {
    id
    nom
    identifiant
    role
    actif
    aUnNip
    derniereConnexion
    verrouilleJusqua
    magasin {
      id
      nom
    }
  }
`);

type Props = {
  employe: FragmentType<typeof LIGNE>;
  surModifier: () => void;
  surReinitialiser: () => void;
};

export function LigneEmploye({ employe, surModifier, surReinitialiser }: Props) {
  const { t } = useTranslation();
  const { dateHeure, heure } = useFormat();
  const { nom, identifiant, role, actif, aUnNip, derniereConnexion, verrouilleJusqua, magasin } =
    lireFragment(LIGNE, employe);
  return (
    <tr>
      <th scope="row">
        {nom} {!actif && <span className={styles.etat}>{t('employes.parti')}</span>}
        {verrouilleJusqua && (
          <span className={`${styles.etat} ${styles.verrouille}`}>
            {t('employes.verrouille', { heure: heure(verrouilleJusqua) })}
          </span>
        )}
        <span className={tableau.note}>{identifiant}</span>
      </th>
      <td>
        {t(`role.${role}`)}
        <span className={tableau.note}>{magasin?.nom ?? t('compte.touteLaChaine')}</span>
      </td>
      <td>
        {derniereConnexion ? dateHeure(derniereConnexion) : t('employes.jamais')}
        {aUnNip && <span className={tableau.note}>{t('employes.aUnNip')}</span>}
      </td>
      <td>
        <div className={styles.boutons}>
          <Bouton onClick={surModifier} aria-label={t('produits.modifierNom', { nom })}>
            <Pencil aria-hidden size={18} />
            {t('produits.modifier')}
          </Bouton>
          <Bouton
            onClick={surReinitialiser}
            aria-label={t('employes.reinitialiserTitre', { nom })}
            title={t('employes.reinitialiserTitre', { nom })}
          >
            <KeyRound aria-hidden size={18} />
          </Bouton>
        </div>
      </td>
    </tr>
  );
}
