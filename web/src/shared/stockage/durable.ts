import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { ecrireMemoire, lireMemoire } from './memoire.ts';

interface Schema extends DBSchema {
  gardes: { key: string; value: unknown };
}

/** A browser whose database does not answer in this time still sells, and keeps what it can elsewhere. */
const DELAI_MS = 2_000;

let base: Promise<IDBPDatabase<Schema>> | null = null;

function ouvrir(): Promise<IDBPDatabase<Schema>> {
  base ??= openDB<Schema>('caisse', 1, {
    upgrade: (neuve) => void neuve.createObjectStore('gardes'),
    terminated: () => (base = null),
  });
  // One that could not be opened is tried again at the next turn.
  base.catch(() => (base = null));
  return base;
}

function borner<T>(travail: Promise<T>): Promise<T> {
  return new Promise((suite, rejeter) => {
    const minuterie = setTimeout(() => rejeter(new Error('IndexedDB does not answer')), DELAI_MS);
    travail.then(suite, rejeter).finally(() => clearTimeout(minuterie));
  });
}

/**
 * Changes what is kept under a key, in one transaction that is on the disk when this resolves: it outlives a killed
 * browser, which localStorage does not. Null forgets.
 */
export async function modifierDurable<T>(
  cle: string,
  changer: (avant: T | null) => T | null,
): Promise<void> {
  try {
    await borner(
      ouvrir().then(async (ouverte) => {
        const transaction = ouverte.transaction('gardes', 'readwrite', { durability: 'strict' });
        const avant = lireMemoire<T>(cle) ?? ((await transaction.store.get(cle)) as T | undefined);
        const apres = changer(avant ?? null);
        await (apres === null ? transaction.store.delete(cle) : transaction.store.put(apres, cle));
        await transaction.done;
      }),
    );
    ecrireMemoire(cle, null);
  } catch {
    // Where the database failed, the newest is in localStorage until a later change reaches the database.
    ecrireMemoire(cle, changer(lireMemoire<T>(cle)));
  }
}

/** What is kept under a key, null when nothing is. */
export async function lireDurable<T>(cle: string): Promise<T | null> {
  const secours = lireMemoire<T>(cle);
  if (secours !== null) return secours;
  try {
    const valeur = await borner(ouvrir().then((ouverte) => ouverte.get('gardes', cle)));
    return (valeur as T | undefined) ?? null;
  } catch {
    return null;
  }
}

/** All that is kept under the keys that begin so, in the order of the keys. */
export async function listerDurable<T>(debut: string): Promise<T[]> {
  try {
    const fin = IDBKeyRange.bound(debut, `${debut}\uffff`);
    return (await borner(ouvrir().then((ouverte) => ouverte.getAll('gardes', fin)))) as T[];
  } catch {
    return [];
  }
}
