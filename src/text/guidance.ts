import type { Axis } from '../lattice/axes.ts';
import { type Code, isExample, termsOn } from '../lattice/code.ts';
import { type Comparison, compareFacts } from '../lattice/differences.ts';
import { grouped } from '../lattice/grouped.ts';
import { describe } from '../lattice/sentence.ts';
import { cases } from './cases.ts';
import { documentation } from './documentation.ts';
import { duraOf } from './dura.ts';
import { guidelines, primariesOf } from './guidelines.ts';
import { necessity } from './necessity.ts';
import {
  counted,
  deviceBeside,
  familyKey,
  familyPieces,
  pieces,
  piecesByRegion,
  specialKey,
  stepWith,
  valuesOf,
} from './pieces.ts';
import { responsibility } from './responsibility.ts';
import type { Known, Surroundings } from './surroundings.ts';
import type { Values } from './values.ts';
import type { Words } from './words.ts';

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

/** How many ways of being different the related codes tell. */
const KINDS = 4;

/** Composes all sections of a code from its facts and the pieces of a language; says nothing that the facts do not say. */
export function guidanceOf(code: Code, around: Surroundings, known: Known, words: Words): Guidance {
  const values = valuesOf(code, words);
  return {
    plainLanguage: words.join(plain(code, values, words)),
    procedure: words.join(procedure(code, values, words)),
    codingGuidelines: guidelines(code, around, known, values, words),
    medicalNecessity: words.join(necessity(code, around, values, words)),
    clinicalResponsibility: words.join(responsibility(code, known.performs, values, words)),
    relatedCodes: words.join(relatedCodes(code, around, words)),
    examples: cases(code, words),
    documentation: documentation(code, around, values, words),
    disclaimer: words.say('disclaimer'),
  };
}

function plain(code: Code, values: Values, words: Words): string[] {
  const say = (key: string) => words.say(key, values);
  return [
    say(specialKey('plain.start', code, ['APPROACH', 'OPERATION'], words)),
    ...(values.approach ? [say(specialKey('plain.reach', code, ['REGION', 'APPROACH'], words))] : []),
    ...(values.region ? [say('plain.place')] : []),
    ...(values.column ? [say('plain.column')] : []),
    ...pieces('plain.compartment', code, 'COMPARTMENT', values, words),
    ...(duraOf(code, words.vocabulary) === 'usual' ? [say('plain.dura.usual')] : []),
    ...(values.lesion ? [say(isExample(code, 'LESION') ? 'plain.lesionExample' : 'plain.lesion')] : []),
    ...pieces('plain.about', code, 'LESION', values, words),
    ...(values.operation ? [say('plain.operation')] : []),
    ...pieces('plain.device', code, 'DEVICE', values, words),
    ...familyPieces('plain.family', code, values, words),
    ...(code.addOn ? [say('plain.inherited')] : []),
    ...pieces('plain.extent', code, 'EXTENT', values, words),
    say(specialKey('plain.end', code, ['APPROACH'], words)),
    say('plain.after'),
  ];
}

function procedure(code: Code, values: Values, words: Words): string[] {
  const step = stepWith(values, [deviceBeside(values), values.extent], words);
  const say = (key: string) => words.say(key, { ...values, operation_step: step });
  const operations = termsOn(code, 'OPERATION');
  const dura = duraOf(code, words.vocabulary);
  return [
    ...(code.addOn ? besidePrimary(code, values, words) : wayIn(code, values, words)),
    ...(values.region ? [say(specialKey('procedure.region', code, ['REGION'], words))] : []),
    ...(values.column ? [say('procedure.column')] : []),
    ...pieces('procedure.dura', code, 'COMPARTMENT', values, words),
    ...(dura === 'usual' ? [say('procedure.dura.usual')] : []),
    ...(operations.length > 1
      ? [say('procedure.operationChoice')]
      : operations.length === 1
        ? [say('procedure.operation')]
        : []),
    ...familyPieces('procedure.family', code, values, words),
    say('procedure.hemostasis'),
    ...(dura === 'opened' ? [say('procedure.closeDura')] : []),
    ...(dura === 'usual' ? [say('procedure.closeDura.usual')] : []),
    ...(code.addOn ? [] : new Set(pieces('procedure.close', code, 'APPROACH', values, words))),
  ];
}

/** An add-on has no way in of its own, but for bone that is taken through another cut. */
function besidePrimary(code: Code, values: Values, words: Words): string[] {
  const ownCut = pieces('procedure.ownCut', code, 'APPROACH', values, words);
  return ownCut.length > 0 ? ownCut : [words.say('procedure.position', values)];
}

/** How the patient lies and how the spine is exposed. */
function wayIn(code: Code, values: Values, words: Words): string[] {
  if (termsOn(code, 'APPROACH').length === 0) return [words.say('procedure.wayOpen', values)];
  const exposures = piecesByRegion('procedure.exposure', code, 'APPROACH', values, words);
  return [
    // Of ways in that are chosen by the case, the first tells how the patient lies.
    ...piecesByRegion('procedure.position', code, 'APPROACH', values, words).slice(0, 1),
    ...(exposures.length > 1 ? [words.say('procedure.exposureChoice', values)] : []),
    ...counted(exposures, words),
  ];
}

/**
 * The nearest codes, one for each way of being different, and the nearest by another way in; of an add-on first the codes
 * beside which it stands.
 */
function relatedCodes(code: Code, around: Surroundings, words: Words): string[] {
  const isCompared = around.related.length > 0;
  const primaries =
    code.addOn && around.primaries.length > 0
      ? [
          words.say(isCompared ? familyKey('related.addOn', code, words) : 'related.addOn', {
            ...valuesOf(code, words),
            codes: primariesOf(around, words),
          }),
        ]
      : [];
  if (!isCompared) return primaries.length > 0 ? primaries : [words.say('related.none')];
  const compared = around.related.map((other) => ({ other, ...compareFacts(code, other, words.vocabulary) }));
  const kinds = grouped(compared, ({ differences }) => differences.map(({ axis }) => axis).join(' '));
  const nearest = [...kinds.values()].slice(0, KINDS).flatMap((kind) => kind.slice(0, 1));
  const otherWay = compared.find(isOtherWay);
  const told = otherWay === undefined || nearest.includes(otherWay) ? nearest : [...nearest, otherWay];
  return [
    ...primaries,
    words.say('related.intro'),
    ...told.map(({ other, ...comparison }) =>
      words.say('related.one', {
        code: other.code,
        sentence: describe(code, other, comparison, words.vocabulary, words),
      }),
    ),
  ];
}

/** Whether the same place is reached by another way in: from the front instead of from behind. */
function isOtherWay({ differences }: Comparison): boolean {
  const on = (axis: Axis) => differences.find((one) => one.axis === axis)?.relation;
  const region = on('REGION');
  return (
    on('APPROACH') === 'DIFFERENT' &&
    on('COMPARTMENT') === undefined &&
    region !== 'DIFFERENT' &&
    region !== 'NOT_STATED'
  );
}
