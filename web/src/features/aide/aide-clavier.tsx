import { useTranslation } from 'react-i18next';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import styles from './aide.module.css';

// Names that a keyboard prints in its own language; the others are the same everywhere.
const NOMMEES = { entree: 'entree', suppr: 'suppr', page: 'page', echap: 'echap' } as const;
const estNommee = (touche: string): touche is keyof typeof NOMMEES => touche in NOMMEES;

const TOUCHES = [
  ['F9', 'comptant'],
  ['F10', 'carte'],
  ['F8', 'partager'],
  ['entree', 'ajouter'],
  ['↑ ↓', 'fleches'],
  ['3 *', 'fois'],
  ['+ −', 'quantite'],
  ['suppr', 'retirer'],
  ['page', 'ligne'],
  ['F4', 'vider'],
  ['F2', 'chercher'],
  ['F3', 'employe'],
  ['F7', 'verrouiller'],
  ['echap', 'echap'],
] as const;

export function AideClavier({ surFermeture }: { surFermeture: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialogue titre={t('aide.titre')} surFermeture={surFermeture}>
      <dl className={styles.touches}>
        {TOUCHES.map(([touche, cle]) => (
          <div key={cle}>
            <dt>
              <kbd>{estNommee(touche) ? t(`touche.${touche}`) : touche}</kbd>
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
