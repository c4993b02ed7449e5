import { grouped } from '../../../lattice/grouped.ts';
import { type Wording, worded } from '../../../lattice/standing.ts';
import { type Cited, cited, includedIn } from '../../cited.ts';
import type { Taken } from './reattribute.ts';
import type { Staged } from './staged.ts';

/**
 * Names the terms and families of imports as the editions do, in the order of their ids behind those of the seed; stages what
 * that changes, and those that none names any more.
 */
export async function rename({ bolt, release, before }: Taken, staged: Staged): Promise<void> {
  const { former, known } = before;
  const rows = await bolt.alone<Cited<Wording> & { file: number }>(WORDINGS);
  const wordings = grouped(rows, ({ id }) => id);
  const ids = [...wordings.keys()].sort();
  for (const [label, kind, seen] of [
    ['Term', 'TERM', known.terms],
    ['Family', 'FAMILY', known.families],
  ] as const) {
    const seeds = [...seen.values()].filter(({ id }) => !wordings.has(id));
    let position = Math.max(0, ...seeds.map((one) => one.position));
    for (const id of ids.filter((id) => id.startsWith('family:') === (label === 'Family'))) {
      const heard = (wordings.get(id) ?? []).filter(({ file }) => !former.includes(file));
      const now = worded(heard.map(cited));
      if (now === null) {
        staged.orphans[label].push(id);
        continue;
      }
      const { name, title, definition, explanation, includes, citation } = now;
      const own =
        label === 'Term'
          ? { phrase: name, short: name, title, definition, explanation, includes }
          : { includes };
      const tokens = release.documents
        .ofName(kind, { id, name, includes: includedIn(includes) })
        .tokens.join(' ');
      const says = { name, ...own, ...citation, tokens, position: ++position };
      staged.changes.push({ label, id, says });
    }
  }
}

const WORDINGS = `MATCH (n)-[w:WORDED_IN]->(s:Source|ArrivingSource)
  RETURN n.id AS id, w.name AS name, w.title AS title, w.definition AS definition,
    w.explanation AS explanation, w.includes AS includes, s.id AS source, w.line AS line,
    null AS evidence, s.release AS release, s.starts AS starts, s.file AS file`;
