import { useTranslation } from 'react-i18next';
import { Alerte } from './alerte.tsx';
import { Bouton } from './bouton.tsx';
import styles from './conflit.module.css';

type Props = {
  message: string;
  /** What differs, as it is read on screen. */
  differences: readonly { libelle: string; actuelle: string; mienne: string }[];
  surActuelle: () => void;
  surMienne: () => void;
};

/** Two people changed one thing: both versions side by side, and the choice between them. */
export function Conflit({ message, differences, surActuelle, surMienne }: Props) {
  const { t } = useTranslation();
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
          {differences.map(({ libelle, actuelle, mienne }) => (
            <tr key={libelle}>
              <th scope="row">{libelle}</th>
              <td>{actuelle}</td>
              <td>{mienne}</td>
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
