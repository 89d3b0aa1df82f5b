import {
  type Dashboard,
  DashboardCursorSync,
  FieldColorModeId,
  type Panel,
  VariableRefresh,
  VariableSort,
  type VariableModel,
} from '@grafana/schema';

/** One expression of a panel. */
export interface Courbe {
  expr: string;
  /** Name in the legend, `{{magasin}}`. */
  legende?: string;
}

/** A panel before it has its place. */
export interface Panneau {
  titre: string;
  /** What the reader should know of the figures. */
  description?: string;
  type: 'timeseries' | 'stat' | 'bargauge' | 'logs';
  unite?: string;
  courbes: Courbe[];
  /** Of the 24 columns. */
  largeur: number;
  hauteur: number;
  max?: number;
  /** From this value on it is red. */
  alerte?: number;
}

type Reglages = Partial<Pick<Panneau, 'description' | 'largeur' | 'hauteur' | 'max' | 'alerte'>>;

const enCourbes = (courbes: string | Courbe[]): Courbe[] =>
  typeof courbes === 'string' ? [{ expr: courbes }] : courbes;

/** Curves over time. */
export function graphe(
  titre: string,
  unite: string,
  courbes: string | Courbe[],
  reglages: Reglages = {},
): Panneau {
  const taille = { largeur: 12, hauteur: 8 };
  return {
    ...{ titre, unite, type: 'timeseries', courbes: enCourbes(courbes) },
    ...{ ...taille, ...reglages },
  };
}

/** The figures of now, large. */
export function chiffre(
  titre: string,
  unite: string,
  courbes: string | Courbe[],
  reglages: Reglages = {},
): Panneau {
  const taille = { largeur: 6, hauteur: 4 };
  return {
    ...{ titre, unite, type: 'stat', courbes: enCourbes(courbes) },
    ...{ ...taille, ...reglages },
  };
}

/** Bars of now, one for each series. */
export function barres(
  titre: string,
  unite: string,
  courbes: string | Courbe[],
  reglages: Reglages = {},
): Panneau {
  return { ...graphe(titre, unite, courbes, reglages), type: 'bargauge' };
}

/** Log lines, of a LogQL query. */
export function lignes(titre: string, requete: string, reglages: Reglages = {}): Panneau {
  return {
    ...{ titre, type: 'logs', courbes: [{ expr: requete }], largeur: 24, hauteur: 12 },
    ...reglages,
  };
}

const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
const LOKI = { type: 'loki', uid: 'loki' };

/** A page. */
export interface Tableau {
  /** Name of its file and of its address. */
  uid: string;
  titre: string;
  description: string;
  variables?: VariableModel[];
  panneaux: Panneau[];
}

/** A choice among the values of a label. */
export function choix(nom: string, titre: string, requete: string): VariableModel {
  return {
    ...{ name: nom, label: titre, type: 'query', datasource: PROMETHEUS },
    ...{
      query: { query: requete, refId: nom },
      refresh: VariableRefresh.onTimeRangeChanged,
      sort: VariableSort.alphabeticalAsc,
    },
    ...{ multi: false, includeAll: false },
  };
}

/** A value that the reader types. */
export function texte(nom: string, titre: string): VariableModel {
  return { name: nom, label: titre, type: 'textbox', query: '' };
}

/** What Grafana reads. */
export function enJson({ uid, titre, description, variables, panneaux }: Tableau): Dashboard {
  return {
    ...{ uid: `caisse-${uid}`, title: titre, description, tags: ['caisse'], editable: false },
    ...{ schemaVersion: 41, timezone: 'America/Toronto', refresh: '30s' },
    ...{ time: { from: 'now-3h', to: 'now' }, graphTooltip: DashboardCursorSync.Crosshair },
    templating: { list: variables ?? [] },
    panels: placer(panneaux),
    links: [
      {
        ...{ type: 'dashboards', title: 'Caisse', tags: ['caisse'], asDropdown: true },
        ...{ icon: 'external link', tooltip: '', targetBlank: false },
        ...{ includeVars: false, keepTime: true },
      },
    ],
  };
}

/** Puts panels side by side, and below each other when a row is full. */
function placer(panneaux: readonly Panneau[]): Panel[] {
  let x = 0;
  let y = 0;
  let hauteurRangee = 0;
  return panneaux.map((panneau, rang) => {
    const { largeur: w, hauteur: h } = panneau;
    if (x + w > 24) {
      x = 0;
      y += hauteurRangee;
      hauteurRangee = 0;
    }
    const gridPos = { x, y, w, h };
    x += w;
    hauteurRangee = Math.max(hauteurRangee, h);
    return { id: rang + 1, gridPos, ...enPanel(panneau) };
  });
}

function enPanel(panneau: Panneau): Omit<Panel, 'id' | 'gridPos'> {
  const { titre, description, type, unite, courbes, max, alerte } = panneau;
  const datasource = type === 'logs' ? LOKI : PROMETHEUS;
  return {
    ...{ type, title: titre, datasource, transparent: false },
    ...(description !== undefined && { description }),
    targets: courbes.map(({ expr, legende }, i) => ({
      ...{ refId: String.fromCharCode(65 + i), datasource, expr },
      ...(legende !== undefined && { legendFormat: legende }),
      ...((type === 'stat' || type === 'bargauge') && { instant: true }),
    })),
    fieldConfig: {
      defaults: {
        ...(unite !== undefined && { unit: unite }),
        ...(type !== 'logs' && { min: 0 }),
        ...(max !== undefined && { max }),
        ...(alerte !== undefined && {
          thresholds: seuils(alerte),
          color: { mode: FieldColorModeId.Thresholds },
        }),
      },
      overrides: [],
    },
    ...(type === 'logs' && {
      options: { showTime: true, wrapLogMessage: true, sortOrder: 'Ascending' },
    }),
    ...((type === 'stat' || type === 'bargauge') && {
      options: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } },
    }),
  } as Omit<Panel, 'id' | 'gridPos'>;
}

function seuils(alerte: number) {
  return {
    mode: 'absolute',
    steps: [
      { color: 'green', value: null },
      { color: 'red', value: alerte },
    ],
  };
}
