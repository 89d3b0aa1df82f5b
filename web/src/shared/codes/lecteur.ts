/** A scanner types a key every few milliseconds; a person hardly ever two in a row this fast. */
export const CADENCE_MS = 35;
/** A scanner, or a busy machine, may pause once in a code; after this long something else begins. */
export const SUITE_MS = 150;
/** The shortest code that is scanned: a PLU of four digits. */
const PLUS_COURT = 4;

/** A code has a digit, and no sign of quantity: that is for the search field, as words are. */
const CODE = /^[^*×]*\d[^*×]*$/;

export type Frappe = {
  key: string;
  /** When it was typed, in milliseconds: of the event, not of the moment it is handled. */
  timeStamp: number;
  repeat: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  /** AltGr, which writes characters and says Ctrl and Alt. */
  altGraph: boolean;
};

/** `debut`: a burst may begin with this key. `code`: it was a scanner, and this is what it read. */
export type Constat = { sorte: 'rien' } | { sorte: 'debut' } | { sorte: 'code'; code: string };

const MODIFICATEURS = new Set(['Shift', 'AltGraph', 'Alt', 'Control', 'CapsLock']);
const RIEN: Constat = { sorte: 'rien' };

/** Tells a scanner from a person by its rhythm: a burst, most of it faster than fingers, that Enter or Tab ends. */
export function creerLecteur(): (frappe: Frappe) => Constat {
  let rafale = '';
  let rapides = 0;
  let derniere = -Infinity;
  const recommencer = (debut: string) => {
    rafale = debut;
    rapides = 0;
  };
  return (frappe) => {
    const { key, timeStamp, repeat } = frappe;
    if (MODIFICATEURS.has(key) && !repeat) return RIEN;
    const pause = timeStamp - derniere;
    derniere = timeStamp;
    const commande = (frappe.ctrlKey || frappe.altKey || frappe.metaKey) && !frappe.altGraph;
    if (pause < CADENCE_MS) rapides += 1;
    if (key.length === 1 && !repeat && !commande) {
      // Keys of a person just before are not the scanner's: a burst begins with two that are fast.
      const lente = pause >= SUITE_MS || (pause >= CADENCE_MS && rapides === 0);
      if (rafale === '' || lente) {
        recommencer(key);
        return { sorte: 'debut' };
      }
      rafale += key;
      return RIEN;
    }
    const code = rafale;
    // One pause before each character but the first, and one before the end.
    const enRafale = pause < SUITE_MS && code.length >= PLUS_COURT && 2 * rapides > code.length;
    recommencer('');
    const fin = (key === 'Enter' || key === 'Tab') && !repeat && !commande;
    return fin && enRafale && CODE.test(code) ? { sorte: 'code', code } : RIEN;
  };
}
