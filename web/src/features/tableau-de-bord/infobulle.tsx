import styles from './tableau-de-bord.module.css';

/** What recharts tells a tooltip about the point under the pointer, as far as it is used here. */
export type Point = { payload?: { titre: string; details: string[] } };

export function Infobulle({ active, payload }: { active?: boolean; payload?: readonly Point[] }) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className={styles.infobulle}>
      <strong>{point.titre}</strong>
      {point.details.map((detail) => (
        <span key={detail}>{detail}</span>
      ))}
    </div>
  );
}
