import type { ReactNode } from 'react';
import styles from './tableau-de-bord.module.css';

type Props = {
  /** The same figures as a table, for who does not see the drawing. */
  titre: string;
  entetes: readonly string[];
  lignes: readonly (readonly string[])[];
  children: ReactNode;
};

/** A drawing and its data: the drawing is hidden from screen readers, the table from the screen. */
export function Graphique({ titre, entetes, lignes, children }: Props) {
  return (
    <>
      <div aria-hidden className={styles.dessin}>
        {children}
      </div>
      <div className="hors-ecran">
        <table>
          <caption>{titre}</caption>
          <thead>
            <tr>
              {entetes.map((entete) => (
                <th key={entete} scope="col">
                  {entete}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lignes.map(([nom, ...valeurs]) => (
              <tr key={nom}>
                <th scope="row">{nom}</th>
                {valeurs.map((valeur, rang) => (
                  <td key={entetes[rang + 1]}>{valeur}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Colours and type of every chart; recharts draws SVG and does not read the style sheets. */
export const STYLE = {
  axe: { fontSize: 13, fill: 'var(--encre-douce)' },
  filet: 'var(--filet)',
  barre: 'var(--bleuet)',
  survol: 'var(--bleuet-clair)',
} as const;
