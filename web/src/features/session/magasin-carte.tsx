import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { adresseInsecable } from '../../shared/format/adresse.ts';
import styles from './session.module.css';

const MAGASIN_CARTE = graphql(/* GraphQL */ `
  fragment MagasinCarte on Magasin {
    id
    nom
    quartier
    adresse
    caisses {
      id
      sessionOuverte {
        id
      }
    }
  }
`);

type Props = {
  magasin: FragmentType<typeof MAGASIN_CARTE>;
  choisi: boolean;
  surChoix: () => void;
};

export function MagasinCarte({ magasin, choisi, surChoix }: Props) {
  const { t } = useTranslation();
  const { nom, quartier, adresse, caisses } = lireFragment(MAGASIN_CARTE, magasin);
  const ouvertes = caisses.filter(({ sessionOuverte }) => sessionOuverte).length;
  return (
    <button type="button" aria-pressed={choisi} className={styles.magasin} onClick={surChoix}>
      <strong>{nom}</strong>
      <span>{quartier}</span>
      <span className={styles.adresse}>{adresseInsecable(adresse)}</span>
      <span className={styles.compte}>
        {t('accueil.caissesOuvertes', { count: ouvertes, total: caisses.length })}
      </span>
    </button>
  );
}
