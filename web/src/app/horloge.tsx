import { useEffect, useState } from 'react';
import { useFormat } from '../shared/format/use-format.ts';
import styles from './ecran-verrouille.module.css';

const MINUTE_MS = 60_000;

/** The time, from minute to minute. */
export function Horloge() {
  const { heure } = useFormat();
  const [instant, lire] = useState(() => new Date());
  useEffect(() => {
    const minuterie = setTimeout(
      () => lire(new Date()),
      MINUTE_MS - (instant.getTime() % MINUTE_MS),
    );
    return () => clearTimeout(minuterie);
  }, [instant]);
  return (
    <time dateTime={instant.toISOString()} className={styles.heure}>
      {heure(instant)}
    </time>
  );
}
