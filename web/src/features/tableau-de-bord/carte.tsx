import { useId, type ReactNode } from 'react';
import styles from './tableau-de-bord.module.css';

type Props = { titre: string; large?: boolean; children: ReactNode };

export function Carte({ titre, large = false, children }: Props) {
  const titreId = useId();
  return (
    <section aria-labelledby={titreId} className={`${styles.carte} ${large ? styles.large : ''}`}>
      <h2 id={titreId}>{titre}</h2>
      {children}
    </section>
  );
}
