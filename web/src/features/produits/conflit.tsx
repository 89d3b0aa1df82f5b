import { useTranslation } from 'react-i18next';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { differences, type Fiche } from './fiche.ts';
import styles from './produits.module.css';

type Props = {
  message: string;
  mienne: Fiche;
  actuelle: Fiche;
  surActuelle: () => void;
  surMienne: () => void;
};

/** Two people changed one product: both versions side by side, and the choice between them. */
export function Conflit({ message, mienne, actuelle, surActuelle, surMienne }: Props) {
  const { t } = useTranslation();
  const champs = differences(mienne, actuelle);
  return (
    <section className={styles.conflit} aria-label={t('conflit.titre')}>
      <Alerte>{message}</Alerte>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('conflit.actuelle')}</th>
            <th scope="col">{t('conflit.mienne')}</th>
          </tr>
        </thead>
        <tbody>
          {champs.map((champ) => (
            <tr key={champ}>
              <th scope="row">{t(`produits.${champ}`)}</th>
              <td>{actuelle[champ]}</td>
              <td>{mienne[champ]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.actions}>
        <Bouton onClick={surActuelle}>{t('conflit.prendre')}</Bouton>
        <Bouton ton="plein" onClick={surMienne}>
          {t('conflit.remettre')}
        </Bouton>
      </div>
    </section>
  );
}
