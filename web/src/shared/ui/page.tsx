import { useEffect, type ReactNode } from 'react';
import styles from './page.module.css';

type Props = { titre: string; sousTitre?: ReactNode; outils?: ReactNode; children: ReactNode };

/** An administration page: its title (also the tab's), its tools, its content. */
export function Page({ titre, sousTitre, outils, children }: Props) {
  useEffect(() => {
    document.title = `${titre} · Caisse`;
  }, [titre]);
  return (
    <div className={styles.page}>
      <header className={styles.tete}>
        <div>
          <h1>{titre}</h1>
          {sousTitre && <p>{sousTitre}</p>}
        </div>
        {outils && <div className={styles.outils}>{outils}</div>}
      </header>
      {children}
    </div>
  );
}
