import type { Axis } from '../lattice/axes.ts';
import { type Code, isExample, termsOn } from '../lattice/code.ts';
import type { Companions } from '../lattice/companions.ts';
import { byMapping, type Diagnosis, isMet } from '../lattice/crosswalk.ts';
import { compareFacts } from '../lattice/differences.ts';
import { describe, phraseOf } from '../lattice/sentence.ts';
import type { Performs } from '../lattice/vocabulary.ts';
import { besideSentences, hasCompanions, notWithSentences } from './companions.ts';
import { exampleFacts } from './examples.ts';
import { labelOf } from './labels.ts';
import { termValues, VALUE_NAMES, type Values } from './values.ts';
import type { Words } from './words.ts';

/** What stands around a code, as far as its texts speak of it. */
export interface Surroundings {
  /** Related codes, nearest first. */
  readonly related: readonly Code[];
  readonly addOns: readonly Code[];
  readonly primaries: readonly Code[];
  /** Diagnoses met with it, and those taken for one that belong elsewhere. */
  readonly diagnoses: readonly Diagnosis[];
  readonly never: readonly Code[];
}

/** What holds for the whole dataset and texts speak of. */
export interface Known {
  readonly performs: readonly Performs[];
  readonly companions: Companions;
}

/** What a page says of a code, in one language. */
export interface Guidance {
  readonly plainLanguage: string;
  readonly procedure: string;
  readonly codingGuidelines: readonly string[];
  readonly medicalNecessity: string;
  readonly clinicalResponsibility: string;
  readonly relatedCodes: string;
  readonly examples: readonly string[];
  readonly documentation: readonly string[];
  readonly disclaimer: string;
}

/** How many nearest codes the texts name. */
const NEAREST = 3;
/** How sure the diagnoses are that the texts name, and how many they name. */
const SURE = 0.9;
const USUAL = 0.6;
const HANDFUL = 4;
const MOST_DIAGNOSES = 12;

/** Composes all sections of a code from its facts and the pieces of a language; says nothing that the facts do not say. */
export function guidanceOf(code: Code, around: Surroundings, known: Known, words: Words): Guidance {
  const values = valuesOf(code, words);
  return {
    plainLanguage: words.join(plain(code, values, words)),
    procedure: words.join(procedure(code, values, words)),
    codingGuidelines: guidelines(code, around, known, values, words),
    medicalNecessity: words.join(necessity(code, around, values, words)),
    clinicalResponsibility: words.join(responsibility(code, known, values, words)),
    relatedCodes: words.join(relatedCodes(code, around, words)),
    examples: examples(code, words),
    documentation: documentation(code, around, values, words),
    disclaimer: words.say('disclaimer'),
  };
}

/** What the messages of a code can name. */
function valuesOf(code: Code, words: Words, chosen?: (axis: Axis) => readonly string[]): Values {
  return {
    ...termValues(code, words, chosen),
    code: code.code,
    label: labelOf(code, words),
    day: code.lastValidDay === null ? '' : words.day(code.lastValidDay),
  };
}

/** The piece of the term itself, or of the nearest broader one that has a piece. */
function pieceOf(prefix: string, term: string, words: Words): string | null {
  const line = [term, ...words.vocabulary.ancestors(term)];
  const found = line
    .map((one) => `${prefix}.${one.slice(one.indexOf(':') + 1)}`)
    .find((key) => words.has(key));
  return found ?? null;
}

/** The pieces of all terms that a code states on an axis, each once. */
function pieces(prefix: string, code: Code, axis: Axis, values: Values, words: Words): string[] {
  const keys = termsOn(code, axis).map((term) => pieceOf(prefix, term, words));
  return [...new Set(keys)].flatMap((key) => (key === null ? [] : [words.say(key, values)]));
}

function plain(code: Code, values: Values, words: Words): string[] {
  const say = (key: string) => words.say(key, values);
  return [
    say('plain.start'),
    ...(values.approach ? [say('plain.reach')] : []),
    ...(values.region ? [say('plain.place')] : []),
    ...pieces('plain.compartment', code, 'COMPARTMENT', values, words),
    ...(values.lesion ? [say(isExample(code, 'LESION') ? 'plain.lesionExample' : 'plain.lesion')] : []),
    ...pieces('plain.about', code, 'LESION', values, words),
    ...(values.operation ? [say('plain.operation')] : []),
    ...(code.addOn ? [say('plain.inherited')] : []),
    ...pieces('plain.extent', code, 'EXTENT', values, words),
    say('plain.end'),
    say('plain.after'),
  ];
}

function procedure(code: Code, values: Values, words: Words): string[] {
  const say = (key: string) => words.say(key, values);
  const ways = termsOn(code, 'APPROACH');
  const operations = termsOn(code, 'OPERATION');
  const compartment = pieces('procedure.dura', code, 'COMPARTMENT', values, words);
  const exposures = pieces('procedure.exposure', code, 'APPROACH', values, words);
  const counted = (piece: string, index: number) =>
    words.say('list.counted', { number: String(index + 1), piece });
  return [
    ...(ways.length > 0
      ? pieces('procedure.position', code, 'APPROACH', values, words)
      : [say('procedure.position')]),
    ...(ways.length > 1 ? [say('procedure.exposureChoice'), ...exposures.map(counted)] : exposures),
    ...compartment,
    ...(operations.length > 1
      ? [say('procedure.operationChoice')]
      : operations.length === 1
        ? [say('procedure.operation')]
        : []),
    say('procedure.hemostasis'),
    ...(duraOf(code) === 'opened' ? [say('procedure.closeDura')] : []),
    ...(ways.length > 0 ? pieces('procedure.close', code, 'APPROACH', values, words) : []),
  ];
}

function guidelines(code: Code, around: Surroundings, known: Known, values: Values, words: Words): string[] {
  const say = (key: string, more: Values = {}) => words.say(key, { ...values, ...more });
  const listed = (codes: readonly Code[]) => words.and(codes.map((one) => one.code));
  if (code.status === 'DELETED') {
    return [
      say('guide.deleted'),
      ...(around.related.length > 0
        ? [say('guide.nearest', { codes: listed(around.related.slice(0, NEAREST)) })]
        : []),
      say('guide.decides'),
    ];
  }
  const { companions } = known;
  /** Imported files add instrumentation and the like, which has sentences of its own. */
  const addOns = around.addOns.filter(({ curated, facts }) => curated && facts.length > 0);
  return [
    say('guide.stands'),
    ...(termsOn(code, 'OPERATION').length > 1 ? [say('guide.anyOperation')] : []),
    say('guide.noSplit'),
    ...(isExample(code, 'LESION') ? [say('guide.example')] : []),
    ...(termsOn(code, 'COMPARTMENT').includes('compartment:combined') ? [say('guide.together')] : []),
    ...(termsOn(code, 'REGION').length >= 4 ? [say('guide.anyLevel')] : []),
    ...siblings(code, around, words),
    ...(code.addOn && around.primaries.length > 0
      ? [say('guide.isAddOn', { codes: words.or(around.primaries.map((one) => one.code)) })]
      : []),
    ...(code.facts.some((fact) => fact.inherited) ? [say('guide.inherited')] : []),
    ...(addOns.length > 0
      ? [say('guide.addOns', { codes: listed(addOns), count: String(addOns.length) })]
      : []),
    ...besideSentences(code, companions, values, words),
    ...(code.addOn || around.addOns.length > 0 || hasCompanions(code, companions)
      ? []
      : [say('guide.noAddOns')]),
    ...notWithSentences([code, ...around.addOns], companions, values, words),
    say('guide.decides'),
  ];
}

/**
 * The codes to take where one axis says something else: one sentence for each other value. Operations may differ in part
 * with it, as those of another lesion do; a code for another operation is no sibling, and one that differs in nothing else
 * comes before.
 */
function siblings(code: Code, around: Surroundings, words: Words): string[] {
  const groups = new Map<
    string,
    { to: string; from: string; axis: string; count: number; codes: string[] }
  >();
  for (const other of around.related) {
    const { differences } = compareFacts(code, other, words.vocabulary);
    const count = differences.length;
    const [only, ...more] = differences.filter(
      ({ axis, relation }) => axis !== 'OPERATION' || relation === 'DIFFERENT' || count === 1,
    );
    if (only === undefined || more.length > 0 || only.from.length === 0 || only.to.length === 0) continue;
    const phrase = (terms: readonly string[]) => phraseOf(terms, undefined, words.vocabulary, words);
    const to = phrase(only.to);
    const axis = words.say(`axis.${only.axis}`);
    const group = groups.get(to) ?? { to, from: phrase(only.from), axis, count, codes: [] };
    if (group.count === count) group.codes.push(other.code);
    groups.set(to, group);
  }
  return [...groups.values()].map(({ to, from, axis, codes }) =>
    words.say(codes.length === 1 ? 'guide.sibling' : 'guide.siblingChoice', {
      to,
      from,
      axis,
      codes: words.or(codes),
    }),
  );
}

function necessity(code: Code, around: Surroundings, values: Values, words: Words): string[] {
  const say = (key: string) => words.say(key, values);
  const lesions = pieces('necessity', code, 'LESION', values, words);
  const reasons = code.addOn
    ? [say('necessity.add-on')]
    : lesions.length > 0
      ? lesions
      : [say('necessity.other')];
  return [
    say('necessity.intro'),
    ...reasons,
    ...diagnoses(code, around, values, words),
    say('necessity.noPromise'),
  ];
}

/** The diagnoses met with a code and those that are not, as bare codes; where none are known, that. */
function diagnoses(code: Code, around: Surroundings, values: Values, words: Words): string[] {
  const say = (key: string, named: readonly { readonly code: string }[]) =>
    named.length === 0
      ? []
      : [words.say(key, { ...values, diagnoses: words.or(named.map((one) => one.code)) })];
  if (!around.diagnoses.some(isMet)) {
    return [words.say(code.addOn ? 'necessity.primaryDiagnoses' : 'necessity.noDiagnoses', values)];
  }
  return [
    ...say('necessity.diagnoses', telling(around.diagnoses, 'INDICATION')),
    ...say('necessity.beside', telling(around.diagnoses, 'SUPPORTING')),
    ...say('necessity.never', around.never),
  ];
}

/** The surest diagnoses: where fewer than a handful are, those that are less sure as well, but no rare ones. */
function telling(all: readonly Diagnosis[], relationship: Diagnosis['relationship']): Code[] {
  const own = all.filter((one) => one.relationship === relationship).sort(byMapping);
  const sure = own.filter(({ confidence }) => (confidence ?? 0) >= SURE);
  const named = sure.length >= HANDFUL ? sure : own.filter(({ confidence }) => (confidence ?? 0) >= USUAL);
  return named.slice(0, MOST_DIAGNOSES).map((one) => one.code);
}

/** What the code says of the dura; null where it states no compartment. */
function duraOf(code: Code): 'opened' | 'closed' | null {
  const compartments = termsOn(code, 'COMPARTMENT');
  if (compartments.length === 0) return null;
  return compartments.every((term) => term === 'compartment:extradural') ? 'closed' : 'opened';
}

const RISKS = { opened: 'intradural', closed: 'extradural' };

function responsibility(code: Code, { performs }: Known, values: Values, words: Words): string[] {
  const families = code.family === null ? [] : [code.family, ...words.vocabulary.ancestors(code.family)];
  const performing = new Set(
    performs
      .filter(({ family, role }) => role === 'PERFORMS' && families.includes(family))
      .map(({ specialty }) => specialty),
  );
  const named = (isPerforming: boolean) =>
    code.specialties
      .filter((term) => performing.has(term) === isPerforming)
      .map((term) => words.vocabulary.terms.get(term)?.name ?? term);
  const tissue = termsOn(code, 'OPERATION').some((term) =>
    /:(biopsy|excision|corpectomy-excision)$/.test(term),
  );
  const cavity = termsOn(code, 'APPROACH').some((term) =>
    /trans(thoracic|peritoneal)|retroperitoneal|thoracolumbar/.test(term),
  );
  const dura = duraOf(code);
  const say = (key: string, specialties: readonly string[] = []) =>
    words.say(key, { ...values, specialties: words.and(specialties) });
  const saidOf = (key: string, specialties: readonly string[]) =>
    specialties.length > 0 ? [say(key, specialties)] : [];
  return [
    ...saidOf('responsibility.who', named(true)),
    ...saidOf('responsibility.supports', named(false)),
    say('responsibility.assistant'),
    say('responsibility.before'),
    say('responsibility.during'),
    ...(tissue ? [say('responsibility.specimen')] : []),
    say('responsibility.after'),
    say(`responsibility.risks.${dura === null ? 'other' : RISKS[dura]}`),
    ...(cavity ? [say('responsibility.risks.cavity')] : []),
  ];
}

function relatedCodes(code: Code, around: Surroundings, words: Words): string[] {
  const nearest = around.related.slice(0, NEAREST);
  if (nearest.length === 0) return [words.say('related.none')];
  return [
    words.say('related.intro'),
    ...nearest.map((other) =>
      words.say('related.one', {
        code: other.code,
        sentence: describe(code, other, compareFacts(code, other, words.vocabulary), words.vocabulary, words),
      }),
    ),
  ];
}

/** Three invented cases in words. Pieces for the operation or lesion of a case stand before those for any. */
function examples(code: Code, words: Words): string[] {
  return exampleFacts(code).map(({ number, age, weeks, course, terms }) => {
    const own = valuesOf(code, words, (axis) => terms[axis] ?? []);
    const [lesion] = code.addOn ? [] : (terms.LESION ?? []);
    const special = (key: string, term: string | null | undefined) =>
      (term && pieceOf(key, term, words)) ?? key;
    const values: Values = {
      ...own,
      age: String(age),
      weeks: String(weeks),
      number: String(number),
      step: own.operation_step ?? '',
      place: [own.region_at, own.compartment].filter(Boolean).join(words.say('list.comma')),
    };
    const seen = own.lesion ? (values.place ? 'finding' : 'findingOnly') : values.place ? 'place' : 'noPlace';
    const told = { ...values, symptom: words.say(special(`example.symptom.${number}`, lesion), values) };
    return words.join(
      [
        'example.intro',
        special(`example.${number}`, course),
        `example.${seen}`,
        ...(code.addOn ? ['plain.inherited'] : []),
        special(`example.course.${number}`, course),
        ...(own.approach ? ['example.approach'] : []),
        ...(own.extent ? ['example.extent'] : []),
      ].map((key) => words.say(key, told)),
    );
  });
}

function documentation(code: Code, around: Surroundings, values: Values, words: Words): string[] {
  const say = (key: string, more: Values = {}) => words.say(key, { ...values, ...more });
  const [sibling] = around.related;
  const axes = sibling
    ? compareFacts(code, sibling, words.vocabulary).differences.map(({ axis }) => axis)
    : [];
  return [
    say('documentation.level'),
    ...VALUE_NAMES.filter(([name]) => values[name]).map(([name]) => say(`documentation.${name}`)),
    ...(sibling
      ? [
          say('documentation.notSibling', {
            sibling: sibling.code,
            axes: words.and(axes.map((axis) => words.say(`axis.${axis}`))),
          }),
        ]
      : []),
    ...(code.addOn ? [say('documentation.primary')] : []),
  ];
}
