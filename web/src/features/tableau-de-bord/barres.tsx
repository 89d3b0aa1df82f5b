import { useTranslation } from 'react-i18next';
import { Bar, BarChart, LabelList, Tooltip, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Graphique, STYLE } from './graphique.tsx';
import { Infobulle } from './infobulle.tsx';
import styles from './tableau-de-bord.module.css';

export type Barre = { titre: string; total: number; details: string[] };

type Props = { titre: string; entetes: readonly string[]; barres: readonly Barre[]; ton: string };

/** Names down the side, amounts across, the amount written at the end of its bar. */
export function Barres({ titre, entetes, barres, ton }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  if (barres.length === 0) return <p className={styles.aucun}>{t('tableau.aucuneVente')}</p>;
  return (
    <Graphique
      titre={titre}
      entetes={entetes}
      lignes={barres.map((barre) => [barre.titre, ...barre.details])}
    >
      <BarChart
        data={[...barres]}
        responsive
        style={{ width: '100%', height: Math.max(96, barres.length * 46) }}
        accessibilityLayer={false}
        layout="vertical"
        margin={{ top: 0, right: 96, bottom: 0, left: 0 }}
      >
        <XAxis type="number" hide domain={[0, 'dataMax']} />
        <YAxis
          type="category"
          dataKey="titre"
          width={124}
          tick={STYLE.axe}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip content={<Infobulle />} cursor={{ fill: STYLE.survol }} />
        <Bar dataKey="total" fill={ton} radius={5} barSize={22} isAnimationActive={false}>
          <LabelList
            dataKey="total"
            position="right"
            formatter={(valeur) => argent(Number(valeur))}
            fill="var(--encre)"
            fontSize={13}
            fontWeight={600}
          />
        </Bar>
      </BarChart>
    </Graphique>
  );
}
