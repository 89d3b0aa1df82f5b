import { useId, type SelectHTMLAttributes } from 'react';
import styles from './champ.module.css';

/** A labelled native select. */
export function Choix({
  libelle,
  ...reste
}: { libelle: string } & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <div className={styles.champ}>
      <label htmlFor={id}>{libelle}</label>
      <select {...reste} id={id} className={styles.saisie} />
    </div>
  );
}
