import { useTranslation } from 'react-i18next';
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Carte } from './carte.tsx';
import { Graphique, STYLE } from './graphique.tsx';
import { Infobulle } from './infobulle.tsx';

const TENDANCE = graphql(/* GraphQL */ `
  fragment Tendance on TableauDeBord {
    id
    tendanceHebdomadaire {
      jour
      total
      nombreVentes
    }
  }
`);

/** Sales of each of the last seven days. */
export function Tendance({ tableau }: { tableau: FragmentType<typeof TENDANCE> }) {
  const { t } = useTranslation();
  const { argent, dollars, jour } = useFormat();
  const points = lireFragment(TENDANCE, tableau).tendanceHebdomadaire.map((point) => ({
    titre: jour(point.jour),
    total: point.total,
    details: [argent(point.total), t('tableau.nbVentes', { count: point.nombreVentes })],
  }));
  // Whole dollars say nothing of a week under a hundred.
  const axe = Math.max(...points.map(({ total }) => total)) < 100_00 ? argent : dollars;
  return (
    <Carte titre={t('tableau.tendance')} large>
      <Graphique
        titre={t('tableau.tendance')}
        entetes={[t('tableau.jour'), t('taxes.total'), t('nav.ventes')]}
        lignes={points.map(({ titre, details }) => [titre, ...details])}
      >
        <AreaChart
          responsive
          style={{ width: '100%', height: 260 }}
          accessibilityLayer={false}
          data={points}
          margin={{ top: 8, right: 16, bottom: 0, left: 8 }}
        >
          <defs>
            <linearGradient id="fond-tendance" x1="0" y1="0" x2="0" y2="1">
              <stop offset="0" stopColor="var(--bleuet-vif)" stopOpacity={0.35} />
              <stop offset="1" stopColor="var(--bleuet-vif)" stopOpacity={0.02} />
            </linearGradient>
          </defs>
          <CartesianGrid vertical={false} stroke={STYLE.filet} />
          <XAxis dataKey="titre" tick={STYLE.axe} tickLine={false} axisLine={false} />
          <YAxis
            tick={STYLE.axe}
            tickLine={false}
            axisLine={false}
            width={76}
            tickFormatter={axe}
          />
          <Tooltip content={<Infobulle />} />
          <Area
            type="monotone"
            dataKey="total"
            stroke={STYLE.barre}
            strokeWidth={2.5}
            fill="url(#fond-tendance)"
            dot={{ r: 4, fill: STYLE.barre, strokeWidth: 0 }}
            isAnimationActive={false}
          />
        </AreaChart>
      </Graphique>
    </Carte>
  );
}
