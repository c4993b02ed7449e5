import { AXES, type Axis, POSITIONS } from '../../lattice/axes.ts';
import type { Citation } from '../../lattice/code.ts';
import type { Meaning } from '../../lattice/meanings.ts';
import type { Term } from '../../lattice/vocabulary.ts';
import type { Existing } from '../../store/release.ts';
import type { TableLabel } from '../files/pcs-tables.ts';
import { type CitedDefinition, definitionsOf, type Told } from './icd10pcs-definitions.ts';
import type { Titled } from './icd10pcs-titled.ts';

/** What the files of a release say that values mean. */
export interface Labels {
  /** The label of a value at a position (1 to 7) of a table, in the words of CMS; null where they do not say. */
  nameOf(table: string, position: number, value: string): string | null;
  /** The terms that stand for values. */
  readonly meanings: readonly Meaning[];
  readonly terms: readonly Term[];
}

export type Label = Pick<TableLabel, 'table' | 'position' | 'value' | 'endings' | 'label' | 'title'> & {
  readonly citation: Citation;
};

/**
 * Makes terms of labels: the same label on the same axis is the same term, whatever table it stands in. Where the seed has
 * a term of its own under the id of a label (a removal is not what CMS calls Excision), `pcs-` stands before the name.
 */
export function labelsOf(
  labels: readonly Label[],
  definitions: readonly CitedDefinition[],
  { terms: seeds }: Pick<Existing, 'terms'>,
): Labels {
  /** Later labels count: those of the tables come behind what headings say. */
  const known = new Map<string, Meaning & { readonly label: string }>();
  const terms = new Map<string, Term>();
  const told = definitionsOf(definitions, labels);
  for (const { table, position, value, endings, label, title, citation } of labels) {
    const axis = POSITIONS[position - 1] as Axis;
    const id = idOf(axis, label, seeds);
    for (const one of endings.length === 0 ? [value] : endings) {
      const place = { table: table.slice(0, position), position, value: one };
      known.set(keyOf(place), { ...place, axis, term: id, citation: null, label });
    }
    const says = told(table, position, label);
    const before = terms.get(id);
    terms.set(
      id,
      before === undefined ? termFrom(id, axis, label, title, says, citation) : also(before, says),
    );
  }
  return {
    terms: [...terms.values()],
    meanings: [...known.values()].map(({ label, ...meaning }) => meaning),
    nameOf: (table, position, value) => known.get(keyOf({ table, position, value }))?.label ?? null,
  };
}

/** What a term says, and what the definitions of another section or body system add to that. */
function also(term: Term, { definition, explanation, includes }: Told): Term {
  if (definition === null && explanation === null && includes.length === 0) return term;
  const known = new Set(term.includes.map(({ text }) => text));
  return {
    ...term,
    definition: term.definition ?? definition,
    explanation: term.explanation ?? explanation,
    includes: [...term.includes, ...includes.filter(({ text }) => !known.has(text))],
  };
}

/** The section that headings leave out. */
const MEDICAL_AND_SURGICAL = 'Medical and Surgical';

/**
 * What the headings of the order file say of positions 1 to 3: "Central Nervous System and Cranial Nerves, Bypass" in
 * section 0, "Obstetrics, Pregnancy, Abortion" in others, and "Mental Health, Crisis Intervention" where a section has
 * no body systems. A heading that could be read in two ways says nothing.
 */
export function headingLabels(headings: readonly Titled[]): Label[] {
  return headings.flatMap(({ code, title, citation }) => {
    const parts = title.split(', ');
    const [operation = ''] = parts.slice(-1);
    const section = code.startsWith('0') ? MEDICAL_AND_SURGICAL : (parts[0] ?? '');
    const system = parts.slice(code.startsWith('0') ? 0 : 1, -1).join(', ');
    const label = (position: number, text: string): Label => ({
      table: code.slice(0, position),
      position,
      value: code[position - 1] ?? '',
      endings: [],
      label: text,
      title: '',
      citation,
    });
    if (system === '')
      return BARE_SECTIONS.test(code) ? [label(1, section), label(3, operation)] : [label(1, section)];
    return [label(1, section), label(2, system), label(3, operation)];
  });
}

/** Mental health and substance abuse treatment: their body system is "None". */
const BARE_SECTIONS = /^[GH]/;

const keyOf = ({ table, position, value }: Pick<Meaning, 'table' | 'position' | 'value'>) =>
  `${table.slice(0, position)} ${position} ${value}`;

function idOf(axis: Axis, label: string, seeds: Existing['terms']): string {
  const { prefix } = AXES[axis];
  const name = slug(label);
  const id = `${prefix}:${name}`;
  return seeds.has(id) ? `${prefix}:pcs-${name}` : id;
}

/** A label as part of an id: small letters and digits, everything else a hyphen. */
function slug(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function termFrom(
  id: string,
  axis: Axis,
  label: string,
  title: string,
  { definition, explanation, includes }: Told,
  citation: Citation,
): Term {
  return {
    id,
    axis,
    name: label,
    phrase: label,
    short: label,
    participle: null,
    synonyms: [],
    definition,
    explanation,
    includes,
    rank: null,
    counts: null,
    notation: null,
    title: title === '' ? null : title,
    broader: null,
    overlaps: [],
    position: 0,
    codeCount: 0,
    citation,
  };
}
