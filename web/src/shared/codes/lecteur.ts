/** A scanner types a key every few milliseconds, a person never four in a row this fast. */
export const CADENCE_MS = 35;
/** The shortest code that is scanned: a PLU of four digits. */
const PLUS_COURT = 4;

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

/** Tells a scanner from a person by its rhythm: a burst that Enter or Tab ends. */
export function creerLecteur(): (frappe: Frappe) => Constat {
  let rafale = '';
  let derniere = -Infinity;
  return (frappe) => {
    const { key, timeStamp, repeat } = frappe;
    if (MODIFICATEURS.has(key) && !repeat) return RIEN;
    const suit = timeStamp - derniere < CADENCE_MS;
    derniere = timeStamp;
    const commande = (frappe.ctrlKey || frappe.altKey || frappe.metaKey) && !frappe.altGraph;
    if (key.length === 1 && !repeat && !commande) {
      const continue_ = suit && rafale !== '';
      rafale = continue_ ? rafale + key : key;
      return continue_ ? RIEN : { sorte: 'debut' };
    }
    const code = rafale;
    rafale = '';
    const fin = (key === 'Enter' || key === 'Tab') && !repeat && !commande;
    return fin && suit && code.length >= PLUS_COURT ? { sorte: 'code', code } : RIEN;
  };
}
