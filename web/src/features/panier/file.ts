/** What happens to the cart of a till, one thing after the other. */
export type File = ReturnType<typeof creerFile>;

/**
 * Runs the changes of a cart in their order, so that fast scanning keeps its own. While it is held (a payment is under
 * way) what comes in waits.
 */
export function creerFile() {
  const abonnes = new Set<() => void>();
  let fin: Promise<unknown> = Promise.resolve();
  let enRoute = 0;
  let retenues = 0;
  let liberer = () => {};
  let passage: Promise<void> = Promise.resolve();

  const compter = (pas: 1 | -1) => {
    enRoute += pas;
    for (const prevenir of abonnes) prevenir();
  };

  return {
    /** How many changes have not had their answer. */
    enRoute: () => enRoute,
    abonner: (prevenir: () => void) => {
      abonnes.add(prevenir);
      return () => void abonnes.delete(prevenir);
    },
    faire: <T>(tache: () => Promise<T>): Promise<T> => {
      compter(1);
      const tour = async () => {
        while (retenues > 0) await passage;
        return tache();
      };
      const resultat = fin.then(tour, tour).finally(() => compter(-1));
      fin = resultat.catch(() => {});
      return resultat;
    },
    /** Lets nothing begin until it is released. */
    retenir: (): (() => void) => {
      if (retenues === 0) passage = new Promise((suite) => (liberer = suite));
      retenues += 1;
      let tenue = true;
      return () => {
        if (!tenue) return;
        tenue = false;
        retenues -= 1;
        if (retenues === 0) liberer();
      };
    },
  };
}
