import { ALL_AXES, AXES, STATED_AXES } from '../../../lattice/axes.ts';
import { COMPANION_RELATIONS } from '../../../lattice/companions.ts';
import type { SpecialtyRole } from '../../../lattice/vocabulary.ts';
import type { Dataset } from '../../records.ts';
import type { StatementRunner } from '../driver.ts';
import { type JoinRow, join } from './join.ts';
import { above, codeProperties, familyProperties, joinPlaces, pairRow, termProperties } from './rows.ts';

/** Creates sources, terms, families and codes; the graph holds none yet. */
export async function createNodes(run: StatementRunner, dataset: Dataset): Promise<void> {
  const tokens = tokensOf(dataset);
  const create = async (labels: string, rows: readonly object[]) => {
    if (rows.length > 0) await run(`UNWIND $rows AS row CREATE (n:${labels}) SET n = row`, { rows });
  };

  await create('Source', dataset.sources);
  for (const axis of ALL_AXES) {
    const terms = dataset.terms.filter((term) => term.axis === axis);
    await create(
      `Term:${AXES[axis].type}`,
      terms.map((term) => ({ ...termProperties(term), curated: true, tokens: tokens(term.id) })),
    );
  }
  await create(
    'Family',
    dataset.families.map((family) => ({
      ...familyProperties(family),
      curated: true,
      tokens: tokens(family.id),
    })),
  );
  await create(
    'CodeKind',
    dataset.kinds.map(({ citation, ...kind }, position) => ({ ...kind, ...citation, position })),
  );
  await create(
    'Name',
    dataset.names.map(({ citation, parts: _, codes: __, ...name }, position) => ({
      ...name,
      ...citation,
      position,
    })),
  );
  await create(
    'Code',
    dataset.codes.map((code) => codeProperties({ ...code, tokens: tokens(code.id) })),
  );
}

/** What search finds a node of the seed by. */
function tokensOf({ documents }: Dataset): (id: string) => string {
  const tokens = new Map(documents.map((document) => [document.id, document.tokens.join(' ')]));
  return (id) => tokens.get(id) ?? '';
}

/** Creates all relationships between nodes that are there. */
export async function createRelationships(run: StatementRunner, dataset: Dataset): Promise<void> {
  const { terms, families, codes } = dataset;
  const tokens = tokensOf(dataset);

  await join(run, 'Term BROADER Term', above(terms, 'broader'));
  await join(
    run,
    'Term OVERLAPS Term',
    terms.flatMap(({ id, overlaps }) =>
      overlaps.filter((other) => id < other).map((other) => ({ from: id, to: other })),
    ),
  );
  await join(run, 'Family PART_OF Family', above(families, 'broader'));
  await join(
    run,
    'Family PERFORMED_BY Term',
    dataset.performs.map(({ family, specialty, role }, position) => ({
      from: family,
      to: specialty,
      role,
      position,
    })),
  );
  await joinPlaces(run, codes);
  for (const axis of STATED_AXES) {
    await join(
      run,
      `Code ${AXES[axis].relationship} Term`,
      codes.flatMap(({ id, facts }) =>
        facts
          .filter((fact) => fact.axis === axis)
          .flatMap(({ terms, basis, citation }) =>
            terms.map((term) => ({ from: id, to: term, basis, ...citation })),
          ),
      ),
    );
  }
  await join(run, 'Code PERFORMED_BY Term', performed(dataset));
  await join(
    run,
    'Code SUCCEEDED_BY Code',
    codes.flatMap(({ id, successors }) => successors.map((to, position) => ({ from: id, to, position }))),
  );
  await join(
    run,
    'Code SEEDED_IN Source',
    codes.map(({ id, edition, status, lastValidDay, label, labelKind, addOn, curated, citation }) => {
      const { source, line, evidence } = citation;
      const says = { edition, status, lastValidDay, label, labelKind, addOn, curated };
      return { from: id, to: source, ...says, line, evidence, tokens: tokens(id) };
    }),
  );
  await join(run, 'Code DIFFERS Code', dataset.related.map(pairRow));
  await join(
    run,
    'Code ADD_ON_TO Code',
    dataset.addOns.map(({ addOn, primary, type, citation }) => ({
      from: addOn,
      to: primary,
      type,
      ...citation,
    })),
  );
  await join(
    run,
    'Code ACCOMPANIES Code',
    dataset.accompanies.map(({ addOn, primary }) => ({ from: addOn, to: primary })),
  );
  for (const relation of COMPANION_RELATIONS) {
    await join(
      run,
      `Code ${relation} Code`,
      dataset.companions
        .filter((one) => one.relation === relation)
        .map(({ code, companion, kind, citation }) => ({ from: companion, to: code, kind, ...citation })),
    );
  }
  await join(
    run,
    'Code CONFUSED_WITH Code',
    dataset.confused.map(({ from, to, citation }) => ({ from, to, ...citation })),
  );
  await join(
    run,
    'Name ASKS Term',
    dataset.names.flatMap(({ id, parts }) =>
      parts.flatMap((terms, part) => terms.map((to, position) => ({ from: id, to, part, position }))),
    ),
  );
  await join(
    run,
    'Name SAID_OF Code',
    dataset.names.flatMap(({ id, codes }) => codes.map((to, position) => ({ from: id, to, position }))),
  );
  await join(
    run,
    'Code MAPS_TO Code',
    dataset.crosswalk.map(({ citation, ...row }) => ({ ...row, ...citation })),
  );
  await join(
    run,
    'Code NEVER_WITH Code',
    dataset.never.map(({ from, to, why, citation }) => ({ from, to, why, ...citation })),
  );
}

/** A specialty that performs one family of a code and supports another performs the code. */
function performed({ codes, families, performs }: Dataset): JoinRow[] {
  const broaderOf = new Map(families.map(({ id, broader }) => [id, broader]));
  return codes.flatMap(({ id, family, specialties }) => {
    const line: string[] = [];
    for (let up = family; up !== null; up = broaderOf.get(up) ?? null) line.push(up);
    return specialties.map((specialty) => {
      const isPerformed = performs.some(
        (one) => one.specialty === specialty && one.role === 'PERFORMS' && line.includes(one.family),
      );
      const role: SpecialtyRole = isPerformed ? 'PERFORMS' : 'SUPPORTS';
      return { from: id, to: specialty, role };
    });
  });
}
