import { ALL_AXES, AXES, COMPARED_AXES } from '../../../lattice/axes.ts';
import type { Citation } from '../../../lattice/code.ts';
import { COMPANION_RELATIONS } from '../../../lattice/companions.ts';
import type { SpecialtyRole } from '../../../lattice/vocabulary.ts';
import type { Dataset } from '../../records.ts';
import type { StatementRunner } from '../driver.ts';
import { codeProperties, familyProperties, termProperties } from './rows.ts';

/** Creates sources, terms, families and codes; the graph holds none yet. */
export async function createNodes(run: StatementRunner, dataset: Dataset): Promise<void> {
  const documents = new Map(dataset.documents.map((document) => [document.id, document]));
  const searched = (id: string) => {
    const { curated = true, tokens = [] } = documents.get(id) ?? {};
    return { curated, tokens: tokens.join(' ') };
  };
  const create = async (labels: string, rows: readonly object[]) => {
    if (rows.length > 0) await run(`UNWIND $rows AS row CREATE (n:${labels}) SET n = row`, { rows });
  };

  await create('Source', dataset.sources);
  for (const axis of ALL_AXES) {
    const terms = dataset.terms.filter((term) => term.axis === axis);
    await create(
      `Term:${AXES[axis].type}`,
      terms.map((term) => ({ ...termProperties(term), ...searched(term.id) })),
    );
  }
  await create(
    'Family',
    dataset.families.map((family) => ({ ...familyProperties(family), ...searched(family.id) })),
  );
  await create(
    'Code',
    dataset.codes.map((code) => ({ ...codeProperties(code), tokens: searched(code.id).tokens })),
  );
}

/** Creates all relationships between nodes that are there. */
export async function createRelationships(run: StatementRunner, dataset: Dataset): Promise<void> {
  const create = async (pattern: string, rows: readonly Joined[]) => {
    if (rows.length === 0) return;
    const [from, relationship, to] = pattern.split(' ');
    const [made] = await run<{ count: number }>(
      `UNWIND $rows AS row MATCH (a:${from} {id: row.from}) MATCH (b:${to} {id: row.to})
       CREATE (a)-[r:${relationship}]->(b) SET r = row.says RETURN count(r) AS count`,
      { rows },
    );
    if (made?.count !== rows.length) throw new Error(`${pattern}: a row names a node that is not there`);
  };
  const { terms, families, codes } = dataset;

  await create('Term BROADER Term', broader(terms));
  await create(
    'Term OVERLAPS Term',
    terms.flatMap(({ id, overlaps }) =>
      overlaps.filter((other) => id < other).map((other) => ({ from: id, to: other, says: {} })),
    ),
  );
  await create('Family PART_OF Family', broader(families));
  await create(
    'Family PERFORMED_BY Specialty',
    dataset.performs.map(({ family, specialty, role }, position) => ({
      from: family,
      to: specialty,
      says: { role, position },
    })),
  );
  await create(
    'Code IN_FAMILY Family',
    codes.flatMap(({ id, family }) => (family === null ? [] : [{ from: id, to: family, says: {} }])),
  );
  for (const axis of COMPARED_AXES) {
    const { type, relationship } = AXES[axis];
    await create(
      `Code ${relationship} ${type}`,
      codes.flatMap(({ id, facts }) =>
        facts
          .filter((fact) => fact.axis === axis)
          .flatMap(({ terms, basis, citation }) =>
            terms.map((term) => ({ from: id, to: term, says: { basis, ...citation } })),
          ),
      ),
    );
  }
  await create('Code PERFORMED_BY Specialty', performed(dataset));
  const tokens = new Map(dataset.documents.map((document) => [document.id, document.tokens.join(' ')]));
  await create(
    'Code SEEDED_IN Source',
    codes.map(({ id, edition, status, lastValidDay, label, labelKind, addOn, curated, citation }) => {
      const { source, line, evidence } = citation;
      const cited = { line, evidence, tokens: tokens.get(id) ?? '' };
      return {
        from: id,
        to: source,
        says: { edition, status, lastValidDay, label, labelKind, addOn, curated, ...cited },
      };
    }),
  );
  await create(
    'Code DIFFERS Code',
    dataset.related.map(({ from, to, axes, distance }) => ({
      from,
      to,
      says: { axes, count: axes.length, distance },
    })),
  );
  await create(
    'Code ADD_ON_TO Code',
    dataset.addOns.map(({ addOn, primary, citation }) => ({ from: addOn, to: primary, says: citation })),
  );
  for (const relation of COMPANION_RELATIONS) {
    await create(
      `Code ${relation} Code`,
      dataset.companions
        .filter((one) => one.relation === relation)
        .map(({ code, companion, kind, citation }) => ({
          from: companion,
          to: code,
          says: { kind, ...citation },
        })),
    );
  }
  await create(
    'Code MAPS_TO Code',
    dataset.crosswalk.map(({ from, to, citation, ...says }) => ({
      from,
      to,
      says: { ...says, ...citation },
    })),
  );
  await create(
    'Code NEVER_WITH Code',
    dataset.never.map(({ from, to, why, citation }) => ({ from, to, says: { why, ...citation } })),
  );
}

interface Joined {
  readonly from: string;
  readonly to: string;
  readonly says: Readonly<Record<string, unknown>> | Citation;
}

function broader(rows: readonly { readonly id: string; readonly broader: string | null }[]): Joined[] {
  return rows.flatMap(({ id, broader }) => (broader === null ? [] : [{ from: id, to: broader, says: {} }]));
}

/** A specialty that performs one family of a code and supports another performs the code. */
function performed({ codes, families, performs }: Dataset): Joined[] {
  const broaderOf = new Map(families.map(({ id, broader }) => [id, broader]));
  return codes.flatMap(({ id, family, specialties }) => {
    const line: string[] = [];
    for (let up = family; up !== null; up = broaderOf.get(up) ?? null) line.push(up);
    return specialties.map((specialty) => {
      const isPerformed = performs.some(
        (one) => one.specialty === specialty && one.role === 'PERFORMS' && line.includes(one.family),
      );
      const role: SpecialtyRole = isPerformed ? 'PERFORMS' : 'SUPPORTS';
      return { from: id, to: specialty, says: { role } };
    });
  });
}
