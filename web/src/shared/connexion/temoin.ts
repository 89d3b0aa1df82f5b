import { v4 as uuidv4 } from 'uuid';

/**
 * Header that asks the server to keep the renewal token in a cookie that no script can read; its value names the
 * sign-in, of which a browser may have several. Pages of other sites cannot send it.
 */
export const ENTETE = 'x-connexion';

export const nouvelleCle = (): string => uuidv4();

export const enteteDe = (cle: string): Record<string, string> => ({ [ENTETE]: cle });
