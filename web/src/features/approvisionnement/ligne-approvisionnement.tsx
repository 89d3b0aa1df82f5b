import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { EtiquetteStock } from '../../shared/ui/etiquette-stock.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import styles from './approvisionnement.module.css';
import { sansRefus } from './quantites.ts';

export const LIGNE_APPROVISIONNEMENT = graphql(/* GraphQL */ `
  fragment LigneApprovisionnement on Produit {
    id
    nom
    description
    stocks {
      id
      disponible
      seuil
      magasin {
        id
      }
    }
  }
`);

type Props = {
  produit: FragmentType<typeof LIGNE_APPROVISIONNEMENT>;
  centreId: string;
  magasinId: string;
  saisie: string;
  refus: string | null;
  surSaisie: (texte: string) => void;
};

export function LigneApprovisionnement(props: Props) {
  const { centreId, magasinId, saisie, refus, surSaisie } = props;
  const { t } = useTranslation();
  const noteId = useId();
  const { nom, description, stocks } = lireFragment(LIGNE_APPROVISIONNEMENT, props.produit);
  const stockDe = (id: string) => stocks.find(({ magasin }) => magasin.id === id);
  const centre = stockDe(centreId);
  const magasin = stockDe(magasinId);
  const erreur = refus ?? (sansRefus(saisie) ? null : t('approvisionnement.illisible'));
  return (
    <tr>
      <th scope="row">
        {nom}
        <span className={tableau.note}>{description}</span>
      </th>
      <td className={tableau.nombre}>
        <EtiquetteStock disponible={centre?.disponible ?? null} seuil={centre?.seuil ?? 0} />
      </td>
      <td className={tableau.nombre}>
        <EtiquetteStock disponible={magasin?.disponible ?? null} seuil={magasin?.seuil ?? 0} />
      </td>
      <td className={tableau.nombre}>
        <input
          className={styles.quantite}
          aria-label={t('approvisionnement.quantiteDe', { nom })}
          aria-invalid={erreur ? true : undefined}
          aria-describedby={erreur ? noteId : undefined}
          inputMode="numeric"
          autoComplete="off"
          placeholder="0"
          value={saisie}
          onChange={(evenement) => surSaisie(evenement.target.value)}
        />
        {erreur && (
          <span id={noteId} className={styles.erreur} role="alert">
            {erreur}
          </span>
        )}
      </td>
    </tr>
  );
}
