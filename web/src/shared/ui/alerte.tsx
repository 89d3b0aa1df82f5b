import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './alerte.module.css';

type Props = { ton?: 'erreur' | 'succes' | 'avis'; children: ReactNode; action?: ReactNode };

const ICONES = { erreur: CircleAlert, succes: CircleCheck, avis: Info };

/** A sentence that must be noticed where it happened; errors interrupt a screen reader, others wait. */
export function Alerte({ ton = 'erreur', children, action }: Props) {
  const Icone = ICONES[ton];
  return (
    <div className={`${styles.alerte} ${styles[ton]}`} role={ton === 'erreur' ? 'alert' : 'status'}>
      <Icone aria-hidden size={20} className={styles.icone} />
      <div className={styles.texte}>{children}</div>
      {action}
    </div>
  );
}
