import type {
  CodeSystemConcept,
  ConceptMap,
  ConceptMapGroupElement,
  CodeSystem as FhirCodeSystem,
} from 'fhir/r4.js';
import { AXES, type CodeSystem, FACT_AXES } from '../lattice/axes.ts';
import { type Code, sourcesOf, termsOn } from '../lattice/code.ts';
import type { CrosswalkRelationship } from '../lattice/crosswalk.ts';
import { grouped } from '../lattice/grouped.ts';
import { LISTS } from '../lattice/standing.ts';
import { systemOf } from '../lattice/systems.ts';
import { LANGUAGES } from '../text/languages.ts';
import { type Begun, type FormatWriter, labelIn, type Making } from './making.ts';
import type { Visited } from './walk.ts';

/** How FHIR names the code systems. */
const URLS: Readonly<Record<CodeSystem, string>> = {
  CPT: 'http://www.ama-assn.org/go/cpt',
  HCPCS: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  ICD10PCS: 'http://www.cms.gov/Medicare/Coding/ICD10',
  ICD10CM: 'http://hl7.org/fhir/sid/icd-10-cm',
};
type Equivalence = NonNullable<NonNullable<ConceptMapGroupElement['target']>[number]['equivalence']>;
const EQUIVALENCES: Readonly<Record<CrosswalkRelationship, Equivalence>> = {
  EXACT: 'equivalent',
  BROADER: 'wider',
  NARROWER: 'narrower',
  RELATED: 'relatedto',
  INDICATION: 'relatedto',
  SUPPORTING: 'relatedto',
};
/** What each code says beside its name, each with its type. */
const PROPERTIES = [
  { code: 'status', type: 'code' },
  { code: 'inactive', type: 'boolean', uri: 'http://hl7.org/fhir/concept-properties#inactive' },
  { code: 'edition', type: 'string' },
  { code: 'addOn', type: 'boolean' },
  ...FACT_AXES.map((axis) => ({ code: AXES[axis].prefix, type: 'string' as const })),
] as const satisfies FhirCodeSystem['property'];

/** A resource of which a list is written item by item. */
interface Opened {
  readonly file: Begun;
  readonly end: string;
}

/** Writes a CodeSystem for each code system and a ConceptMap for each two that a crosswalk joins, in FHIR R4. */
export function fhirFormat(making: Making): FormatWriter {
  const { snapshot, selection } = making;
  const opened = new Map<string, Opened>();
  const [language] = making.languages;
  const words = making.words(language);
  const clean = (text: string) => making.clean?.(text) ?? text;
  /** `head` is the resource without the list; `end` closes what stands around the list. */
  const put = (
    name: string,
    head: () => { before: string; end: string },
    item: unknown,
    citing: readonly string[],
  ) => {
    let one = opened.get(name);
    const isFirst = one === undefined;
    if (one === undefined) {
      const { before, end } = head();
      one = { file: making.begin(`${name}.json`), end };
      opened.set(name, one);
      one.file.output.write(before);
    }
    one.file.output.write(`${isFirst ? '\n' : ',\n'}${JSON.stringify(item)}`);
    one.file.rows++;
    for (const source of citing) one.file.cited.add(source);
  };

  function codeSystemHead(system: CodeSystem) {
    // An edition of CPT is never here as a whole, and one of another system only where its own file is loaded.
    const isListed = snapshot.releases.some(({ kind }) => LISTS[kind] === system);
    const head: FhirCodeSystem = {
      resourceType: 'CodeSystem',
      id: `codelattice-${system.toLowerCase()}`,
      url: URLS[system],
      version: snapshot.version,
      name: `Codelattice${system}`,
      title: `${system} as codelattice has it`,
      status: 'active',
      experimental: false,
      publisher: 'codelattice',
      caseSensitive: true,
      content: isListed && selection.isBySystem && system !== 'CPT' ? 'complete' : 'fragment',
      property: [...PROPERTIES],
    };
    return { before: `${JSON.stringify(head).slice(0, -1)},"concept":[`, end: '\n]}\n' };
  }
  function conceptOf(code: Code): CodeSystemConcept {
    const stated = FACT_AXES.flatMap((axis) => {
      const names = termsOn(code, axis).map((id) => words.vocabulary.terms.get(id)?.name ?? id);
      return names.map((valueString) => ({ code: AXES[axis].prefix, valueString }));
    });
    const designation =
      code.labelKind === 'COMPOSED'
        ? making.languages.map((one) => ({
            language: LANGUAGES[one].folder,
            value: labelIn(code, making.words(one)),
          }))
        : [];
    return {
      code: code.code,
      // Our own words are no display: that is the publisher's.
      ...(code.labelKind === 'OFFICIAL' ? { display: clean(code.label) } : {}),
      ...(designation.length === 0 ? {} : { designation }),
      property: [
        { code: 'status', valueCode: code.status },
        { code: 'inactive', valueBoolean: code.status === 'DELETED' },
        { code: 'edition', valueString: code.edition },
        { code: 'addOn', valueBoolean: code.addOn },
        ...stated,
      ],
    };
  }

  function conceptMapHead(from: CodeSystem, to: CodeSystem) {
    const head: ConceptMap = {
      resourceType: 'ConceptMap',
      id: `codelattice-${from.toLowerCase()}-${to.toLowerCase()}`,
      url: `urn:codelattice:conceptmap:${from}-${to}`,
      version: snapshot.version,
      name: `Codelattice${from}To${to}`,
      title: `From ${from} to ${to}, as codelattice has it`,
      status: 'active',
      experimental: false,
      publisher: 'codelattice',
    };
    const group = JSON.stringify({ source: URLS[from], target: URLS[to] }).slice(0, -1);
    return { before: `${JSON.stringify(head).slice(0, -1)},"group":[${group},"element":[`, end: '\n]}]}\n' };
  }
  function elementOf(code: Code, rows: Visited['crosswalk']): ConceptMapGroupElement {
    return {
      code: code.code,
      target: rows.map(({ id, to, relationship, justification, confidence }) => {
        const said = [relationship, ...(confidence === null ? [] : [`confidence ${confidence}`])].join(', ');
        return {
          code: id.slice(id.indexOf(':') + 1),
          ...(to?.labelKind === 'OFFICIAL' ? { display: clean(to.label) } : {}),
          equivalence: EQUIVALENCES[relationship],
          comment: justification === null ? said : `${said}: ${clean(justification)}`,
        };
      }),
    };
  }

  return {
    visit(visited) {
      for (const { code, crosswalk } of visited) {
        const { system } = code;
        put(`CodeSystem-${system}`, () => codeSystemHead(system), conceptOf(code), sourcesOf(code.citation));
        for (const [to, rows] of grouped(crosswalk, ({ id }) => systemOf(id))) {
          const citing = rows.flatMap(({ citation }) => sourcesOf(citation));
          put(`ConceptMap-${system}-${to}`, () => conceptMapHead(system, to), elementOf(code, rows), citing);
        }
      }
    },
    end() {
      for (const { file, end } of opened.values()) file.output.write(end);
    },
  };
}
