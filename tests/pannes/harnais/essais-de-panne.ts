import { type Essai, essayerPanne, nomDe, type Panne } from './essai-de-panne.ts';
import type { Fautes } from './fautes.ts';
import { raconter } from './invariants.ts';
import { repartir } from './repartir.ts';
import { hasardDe } from './tailles.ts';

/**
 * Plays a list of deaths, each trial in a stream of choices of its own.
 *
 * @param id of the figure, `S2`
 * @returns what became of each; a difference brings the history of its sale with it
 */
export function essayerPannes(
  id: string,
  pannes: readonly Panne[],
  fautes: Fautes,
): Promise<Essai[]> {
  return repartir(id, pannes, async (systeme, caisses, panne, rang) => {
    const nom = `${String(rang + 1).padStart(3, '0')} ${nomDe(panne)}`;
    const noter = (faute: string) => fautes.noter(`essai ${nom}`, faute, systeme.journal);
    try {
      const essai = await essayerPanne(systeme, caisses, panne, hasardDe(`${id}/${nom}`), noter);
      if (essai.ecarts.length === 0) return essai;
      return { ...essai, ecarts: [`At ${nom}: ${raconter(systeme, essai.ecarts)}`] };
    } catch (cause) {
      throw new Error(`At ${nom}`, { cause });
    }
  });
}
