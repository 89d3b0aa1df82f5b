/** A series of an instant query. */
export interface Serie {
  metric: Record<string, string>;
  value: [number, string];
}

/** What a test asks of a running Prometheus. */
export interface Prometheus {
  /** Runs a query. @throws when Prometheus cannot read it */
  demander(requete: string): Promise<Serie[]>;
  /** Health of each target, by service and address. */
  cibles(): Promise<{ service: string; instance: string; health: string }[]>;
  /** Health of each rule, by name. */
  regles(): Promise<{ name: string; health: string; lastError?: string }[]>;
}

/** @param url origin, `http://127.0.31.1:9090` */
export function prometheus(url: string): Prometheus {
  const lire = async <Data>(chemin: string): Promise<Data> => {
    const reponse = await fetch(`${url}/api/v1/${chemin}`);
    const { data, error } = (await reponse.json()) as { data?: Data; error?: string };
    if (data === undefined) throw new Error(`${chemin}: ${error ?? reponse.status}`);
    return data;
  };
  return {
    demander: async (requete) =>
      (await lire<{ result: Serie[] }>(`query?query=${encodeURIComponent(requete)}`)).result,
    cibles: async () => {
      interface Cible {
        labels: { service: string; instance: string };
        health: string;
      }
      const { activeTargets } = await lire<{ activeTargets: Cible[] }>('targets?state=active');
      return activeTargets.map(({ labels: { service, instance }, health }) => ({
        ...{ service, instance, health },
      }));
    },
    regles: async () => {
      interface Groupe {
        rules: { name: string; health: string; lastError?: string }[];
      }
      const { groups } = await lire<{ groups: Groupe[] }>('rules');
      return groups.flatMap(({ rules }) => rules);
    },
  };
}
