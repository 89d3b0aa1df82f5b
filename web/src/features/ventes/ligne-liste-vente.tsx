import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import styles from './ventes.module.css';

const LIGNE = graphql(/* GraphQL */ `
  fragment LigneListeVente on Vente {
    id
    numero
    statut
    dateHeure
    total
    magasin {
      id
      nom
    }
    sessionCaisse {
      id
      caisse {
        id
        numero
      }
    }
    paiements {
      mode
      montant
    }
  }
`);

type Props = { vente: FragmentType<typeof LIGNE>; surVoir: () => void };

export function LigneListeVente({ vente, surVoir }: Props) {
  const { t } = useTranslation();
  const { argent, dateHeure } = useFormat();
  const ligne = lireFragment(LIGNE, vente);
  const numero = ligne.numero ?? '—';
  const modes = [...new Set(ligne.paiements.map(({ mode }) => t(`mode.${mode}`)))];
  return (
    <tr>
      <th scope="row">
        {numero}
        <span className={tableau.note}>{dateHeure(ligne.dateHeure)}</span>
      </th>
      <td>
        {ligne.magasin?.nom}
        {ligne.sessionCaisse && (
          <span className={tableau.note}>
            {t('accueil.caisse', { numero: ligne.sessionCaisse.caisse.numero })}
          </span>
        )}
      </td>
      <td>{modes.join(' + ')}</td>
      <td>
        <span className={styles.statut} data-statut={ligne.statut}>
          {t(`statutVente.${ligne.statut}`)}
        </span>
      </td>
      <td className={tableau.nombre}>{argent(ligne.total)}</td>
      <td className={tableau.nombre}>
        <Bouton onClick={surVoir} aria-label={t('ventes.voirNumero', { numero })}>
          {t('ventes.voir')}
        </Bouton>
      </td>
    </tr>
  );
}
