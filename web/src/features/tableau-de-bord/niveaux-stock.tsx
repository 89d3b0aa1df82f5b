import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Carte } from './carte.tsx';
import styles from './tableau-de-bord.module.css';

const NIVEAU = graphql(/* GraphQL */ `
  fragment NiveauStock on Stock {
    id
    quantite
    disponible
    seuil
    plafond
    magasin {
      id
      nom
      type
    }
    produit {
      id
      nom
    }
  }
`);

type Props = {
  titre: string;
  aucun: string;
  niveaux: readonly FragmentType<typeof NIVEAU>[];
  /** Whether each line leads to the supply of its store. */
  approvisionner?: boolean;
};

/** Products that run out, or that pile up. */
export function NiveauxStock({ titre, aucun, niveaux, approvisionner = false }: Props) {
  const { t } = useTranslation();
  const { nombre } = useFormat();
  const lignes = niveaux.map((niveau) => lireFragment(NIVEAU, niveau));
  return (
    <Carte titre={titre}>
      {lignes.length === 0 && <p className={styles.aucun}>{aucun}</p>}
      <ul className={styles.niveaux}>
        {lignes.map(({ id, produit, magasin, quantite, seuil, plafond }) => (
          <li key={id}>
            <span className={styles.quoi}>
              <strong>{produit.nom}</strong>
              <span>{magasin.nom}</span>
            </span>
            <span className={approvisionner ? styles.bas : styles.haut}>
              {nombre(quantite)}{' '}
              <small>
                {approvisionner
                  ? t('tableau.seuil', { valeur: nombre(seuil) })
                  : t('tableau.plafond', { valeur: nombre(plafond) })}
              </small>
            </span>
            {approvisionner && magasin.type === 'MAGASIN' && (
              <Link
                to={`/admin/approvisionnement?magasin=${magasin.id}`}
                aria-label={t('tableau.approvisionnerLe', { magasin: magasin.nom })}
              >
                {t('tableau.approvisionner')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Carte>
  );
}
