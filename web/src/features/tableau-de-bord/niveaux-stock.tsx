import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useDroit } from '../../shared/connexion/moi.ts';
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
  sorte: 'ruptures' | 'surstocks';
};

/** Products that run out, or that pile up. */
export function NiveauxStock({ titre, aucun, niveaux, sorte }: Props) {
  const { t } = useTranslation();
  const { nombre } = useFormat();
  const approvisionner = useDroit('stock:gerer') && sorte === 'ruptures';
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
            <span className={sorte === 'ruptures' ? styles.bas : styles.haut}>
              {nombre(quantite)}{' '}
              <small>
                {sorte === 'ruptures'
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
