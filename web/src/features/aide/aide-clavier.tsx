import { useTranslation } from 'react-i18next';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import styles from './aide.module.css';

const TOUCHES = [
  ['F9', 'comptant'],
  ['F10', 'carte'],
  ['F8', 'partager'],
  ['↵', 'ajouter'],
  ['↑ ↓', 'fleches'],
  ['3 *', 'fois'],
  ['+ −', 'quantite'],
  ['Suppr', 'retirer'],
  ['Page ↑ ↓', 'ligne'],
  ['F4', 'vider'],
  ['F2', 'chercher'],
  ['Échap', 'echap'],
] as const;

export function AideClavier({ surFermeture }: { surFermeture: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialogue titre={t('aide.titre')} surFermeture={surFermeture}>
      <dl className={styles.touches}>
        {TOUCHES.map(([touche, cle]) => (
          <div key={cle}>
            <dt>
              <kbd>{touche}</kbd>
            </dt>
            <dd>{t(`aide.${cle}`)}</dd>
          </div>
        ))}
      </dl>
      <Bouton ton="plein" data-premier onClick={surFermeture} className={styles.compris}>
        {t('aide.compris')}
      </Bouton>
    </Dialogue>
  );
}
