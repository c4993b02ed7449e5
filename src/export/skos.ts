import { ALL_AXES, AXES } from '../lattice/axes.ts';
import { type Code, sourcesOf, termsOn } from '../lattice/code.ts';
import type { CrosswalkRelationship } from '../lattice/crosswalk.ts';
import type { EdgeKind } from '../lattice/edges.ts';
import { SYSTEM_ORDER } from '../lattice/systems.ts';
import type { Source } from '../store/records.ts';
import { datasetWork } from '../text/bibliography.ts';
import { LANGUAGES } from '../text/languages.ts';
import { labelIn, type Making } from './making.ts';
import { bundled } from './pairs.ts';
import type { Visited } from './walk.ts';

/**
 * What prefixes stand for. Codes have the IRIs under which BioPortal and the UMLS know them; what is this project's own has
 * names that lead nowhere.
 */
export const PREFIXES: Readonly<Record<string, string>> = {
  skos: 'http://www.w3.org/2004/02/skos/core#',
  prov: 'http://www.w3.org/ns/prov#',
  dcterms: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  ...Object.fromEntries(
    SYSTEM_ORDER.map((system) => [system, `http://purl.bioontology.org/ontology/${system}/`]),
  ),
  ...Object.fromEntries(
    [...ALL_AXES.map((axis) => AXES[axis].prefix), 'family', 'scheme', 'source', 'dataset'].map((prefix) => [
      prefix,
      `urn:codelattice:${prefix}:`,
    ]),
  ),
  lattice: 'urn:codelattice:vocabulary:',
};

/** A value of a node: another node by its id, a text with its language or type, or a node without an id of its own. */
export type Value =
  | { readonly '@id': string }
  | { readonly '@value': string; readonly '@language'?: string; readonly '@type'?: string }
  | boolean
  | string
  | Node;

/** What is said of one thing, as JSON-LD says it: ids, types and properties with their prefixes. */
export interface Node {
  readonly '@id'?: string;
  readonly '@type'?: string;
  readonly [property: string]: Value | readonly Value[] | undefined;
}

const ref = (id: string): Value => ({ '@id': id });
const refs = (ids: readonly string[]): readonly Value[] => ids.map(ref);
const sourceId = (id: string) => `source:${encodeURI(id)}`;

/** How a crosswalk edge is called. */
export const MAPPINGS: Readonly<Record<CrosswalkRelationship, string>> = {
  EXACT: 'skos:exactMatch',
  BROADER: 'skos:broadMatch',
  NARROWER: 'skos:narrowMatch',
  RELATED: 'skos:relatedMatch',
  INDICATION: 'lattice:indication',
  SUPPORTING: 'lattice:supporting',
};

/** How an edge of a kind is called; HIERARCHY is `skos:broader`, crosswalks are mappings, and BUNDLE is `lattice:bundles`. */
const EDGES: Readonly<Partial<Record<EdgeKind, string>>> = {
  ADD_ON: 'lattice:addOnTo',
  ACCOMPANIES: 'lattice:accompanies',
  CONFUSED_WITH: 'lattice:confusedWith',
};

/** What `skos:Concept` says of codes, terms and families, in the languages of an export, as nodes. */
export function createConcepts(making: Making) {
  const clean = (text: string) => making.clean?.(text) ?? text;
  const spoken = making.languages.map((language) => ({
    words: making.words(language),
    tag: LANGUAGES[language].folder,
  }));

  const text = (value: string, tag: string): Value => ({ '@value': clean(value), '@language': tag });
  /** Official titles are English; a bare number is no name. */
  function labels(code: Code): readonly Value[] {
    if (code.labelKind === 'CODE_ONLY') return [];
    if (code.labelKind === 'OFFICIAL') return [text(code.label, 'en')];
    return spoken.map(({ words, tag }) => text(labelIn(code, words), tag));
  }
  const derived = (ids: readonly string[]) => refs(ids.map(clean).map(sourceId));

  return {
    code({ code, related, edges, pairs, crosswalk }: Visited): Node {
      const node: Record<string, Value | readonly Value[]> = {
        '@id': code.id,
        '@type': 'skos:Concept',
        'skos:inScheme': ref(`scheme:${code.system}`),
        'skos:notation': code.code,
        'skos:prefLabel': labels(code),
        'skos:broader': refs([
          ...(code.family === null ? [] : [code.family]),
          ...(code.broader === null ? [] : [code.broader]),
        ]),
        'lattice:status': code.status,
        'lattice:edition': code.edition,
        'lattice:addOn': code.addOn,
        'prov:wasDerivedFrom': derived(sourcesOf(code.citation)),
      };
      for (const axis of ALL_AXES) node[propertyOf(axis)] = refs(termsOn(code, axis));
      for (const { kind, target } of edges) add(node, EDGES[kind], ref(target));
      for (const id of bundled(pairs, making.snapshot)) add(node, 'lattice:bundles', ref(id));
      for (const { id, relationship } of crosswalk) add(node, MAPPINGS[relationship], ref(id));
      node['lattice:differsBy'] = related.map(({ id, axes, distance }) => ({
        'lattice:from': ref(id),
        'lattice:axis': axes.map((axis) => ref(propertyOf(axis))),
        'lattice:distance': { '@value': String(distance), '@type': 'xsd:decimal' },
      }));
      return said(node);
    },
    /** A term or family, by its id. */
    named(id: string): Node | null {
      const { terms, families } = making.snapshot.vocabulary;
      const term = terms.get(id);
      const one = term ?? families.get(id);
      if (one === undefined) return null;
      const inWords = spoken.flatMap(({ words, tag }) => {
        const own = words.vocabulary.terms.get(id) ?? words.vocabulary.families.get(id);
        return own !== undefined && (tag === 'en' || words.isNamed(id)) ? [{ own, tag }] : [];
      });
      return said({
        '@id': id,
        '@type': 'skos:Concept',
        'skos:inScheme': ref(`scheme:${id.slice(0, id.indexOf(':'))}`),
        'skos:prefLabel': inWords.map(({ own, tag }) => text(own.name, tag)),
        'skos:altLabel': inWords.flatMap(({ own, tag }) =>
          'synonyms' in own
            ? own.synonyms.filter((one) => one !== own.name).map((one) => text(one, tag))
            : [],
        ),
        'skos:definition': inWords.flatMap(({ own, tag }) =>
          'definition' in own && own.definition !== null ? [text(own.definition, tag)] : [],
        ),
        'skos:notation': term?.notation ?? [],
        'skos:broader': refs(one.broader === null ? [] : [one.broader]),
        'lattice:overlaps': refs(term?.overlaps ?? []),
        'prov:wasDerivedFrom': derived(sourcesOf(one.citation)),
      });
    },
    scheme: (name: string): Node => ({
      '@id': `scheme:${name}`,
      '@type': 'skos:ConceptScheme',
      'skos:prefLabel': text(name, 'en'),
    }),
    source: ({ id, title, publisher, release, licence }: Source): Node => ({
      '@id': sourceId(clean(id)),
      '@type': 'prov:Entity',
      'dcterms:title': text(title, 'en'),
      'dcterms:publisher': clean(publisher),
      'dcterms:hasVersion': clean(release),
      'dcterms:rights': clean(licence),
    }),
    dataset: (version: string, sources: readonly Source[]): Node => ({
      '@id': `dataset:${version}`,
      '@type': 'prov:Entity',
      'dcterms:title': text(datasetWork(version, null).title, 'en'),
      'dcterms:identifier': version,
      'prov:wasDerivedFrom': derived(sources.map(({ id }) => id)),
    }),
  };
}

const propertyOf = (axis: keyof typeof AXES) =>
  `lattice:${AXES[axis].prefix.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}`;

function add(
  node: Record<string, Value | readonly Value[]>,
  property: string | undefined,
  value: Value,
): void {
  if (property === undefined) return;
  const values = (node[property] ?? []) as readonly Value[];
  node[property] = [...values, value];
}

/** Without the properties that say nothing. */
const said = (node: Node): Node =>
  Object.fromEntries(Object.entries(node).filter(([, value]) => !Array.isArray(value) || value.length > 0));
