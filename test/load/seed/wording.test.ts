import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { placeholdersOf } from '../../../src/text/wording.ts';
import { code, dataset } from '../../seeded.ts';

const { terms } = dataset;
const codes = dataset.codes.filter(({ system }) => system === 'CPT');
const bare = codes.filter(({ facts }) => facts.length === 0);

describe('the seed', () => {
  it('names every code differently, as a whole phrase', () => {
    expect(new Set(codes.map(({ label }) => label)).size).toBe(codes.length);
    for (const { label } of codes) {
      expect(label).toMatch(/^\p{Lu}/u);
      expect(label).not.toMatch(/[{}]| {2}|undefined|: ?:|, ?,|[,:;] *$|^\s|\s$/);
    }
    expect(code('63278').label).toBe(
      'Sacral spine, outside the dura: neoplasm biopsied or removed, by laminectomy',
    );
    expect(bare.map(({ label }) => label)).toEqual(bare.map((one) => `CPT ${one.code}`));
  });

  it('says in every text what it must, and nothing twice', () => {
    for (const { id, name, phrase, synonyms, definition } of terms) {
      for (const text of [name, phrase, ...synonyms]) expect(text, id).toMatch(/^\S(?!.* {2}).*\S$/);
      const words = [name, ...synonyms].map((one) => one.toLowerCase());
      expect(new Set(words).size, id).toBe(words.length);
      expect(definition, id).toMatch(/^\p{Lu}(?!.* {2}).*\.$/u);
    }
  });

  it('asks in every message only for what the program fills in', () => {
    const filled: [RegExp, string][] = [
      [/^list\.counted$/, 'number what'],
      [/^quiz\.question$/, 'code label sentence'],
      [/^quiz\.why$/, 'code'],
      [/^quiz\.title$/, 'family'],
      [/^quiz\.(name|date|answers|notice)$/, ''],
      [/^(axis|note|confused|name)\.|^sentence\.join$|^list\.|^fact\.inherited$|^grid\.notStated$/, ''],
      [/^sentence$/, 'clauses'],
      [/^sentence\.same$/, 'axes'],
      [/^sentence\.[A-Z_]+$/, 'axis from to'],
      [/^basis\.EXAMPLE$|^label\.REGION$/, 'terms'],
      [/^compare\.axis$/, 'axis values'],
      [/^compare\.value$/, 'code value'],
      [/^grid\.axisNotStated$/, 'axis'],
      [/^grid\.CODE$/, 'codes place'],
      [/^case\.number$/, 'count'],
      [/^case\.count\./, 'least most'],
      [/^case\.(levels|further)\./, 'count number'],
      [/^case\.region$/, 'region place what'],
      [/^case\.device$/, 'what device'],
      [/^case\.inColumn$/, 'device column'],
      [/^case\.(toPelvis|unfused)$/, 'device'],
      [/^case\.and$/, 'what count'],
      [/^case\.join$/, 'a b'],
      [/^case\.with$/, 'operations beside'],
      [/^case\.set$/, 'name operations'],
      [/^case\.(sides\.|bare$)/, ''],
      [/^case\.family$/, 'family count'],
      [
        /^case\.(UNKNOWN|NO_FACTS(\.other)?|DELETED\.undated|NOT_PAID_APART(\.\w+)?|NEEDS_FACT\.gap)$/,
        'code',
      ],
      [/^case\.DELETED$/, 'code day'],
      [/^case\.SUCCESSORS$/, 'codes'],
      [/^case\.ADD_ON_ALONE/, 'code here present codes count families'],
      [/^case\.EITHER$/, 'addOn codes code'],
      [/^case\.INSTEAD\./, 'addOn first second'],
      [/^case\.NEEDS_FACT\.(fusion|interbody)$/, 'code codes count column'],
      [/^case\.NEEDS_FACT\.elsewhere$/, 'code host'],
      [/^case\.COUNT\.(fewer|more)$/, 'count cages units places number'],
      [/^case\.COUNT\.bone$/, 'code cages count place'],
      [/^case\.COUNT\.fixation$/, 'code most host places joined'],
      [/^case\.SIDES\./, 'code count least most unit'],
      [/^case\.(NOT_TOGETHER|ALLOWED_WITH_MODIFIER)$/, 'column1 column2'],
      [/^case\.(TOO_MANY_UNITS|UNITS_REVIEW\.\w+)$/, 'code count units'],
      [/^case\.NOT_CHECKED\.parts$/, 'release parts'],
      [/^case\.NOT_CHECKED\./, ''],
      [/^grid\.(ANY_LEVEL|addOns)$/, 'codes'],
      [/^grid\.NOT_DEFINED$/, 'place'],
      [/^grid\.SPLIT/, 'parts'],
      [/^grid\.(splitPart|anythingIn|alsoNear)$/, 'part codes'],
      [/^grid\.(reaches|whole|part)$/, 'codes reach'],
      [/^grid\.leavesOpen$/, 'codes axis'],
      [/^grid\.choose/, 'codes column'],
      [/^hop\.CROSSWALK\.diagnosis$/, 'code diagnosis'],
      [/^hop\./, 'from to'],
      [/^label\.place$/, 'place what'],
      [/^label\.(treated|operationFor)/, 'lesion operation'],
      [/^label\.addOn$/, 'what'],
      [/^label\.CODE_ONLY$/, 'system code'],
      [/^together\.BUNDLE\./, 'column1 column2 release'],
      [/^together\.ADD_ON$/, 'addOn primary'],
      [/^together\.NO_EDIT$/, 'a b release day'],
      [/^together\.UNKNOWN$/, 'a b'],
      [/^together\.INCOMPLETE$/, 'a b release parts'],
      [/^together\.(UNITS|LINE)\.(over|within)$/, 'code count units release'],
      [/^together\.(UNITS\.(none|zero)|STATUS\.(B|later)|BOTH_SIDES|NOT_LISTED)$/, 'code release'],
      [
        /^together\.(UNITS\.unknown|STATUS\.unknown|HEADING|UNSURE|NOT_EDITED|CONTRACTOR|ADD_ON_UNKNOWN|NO_KIND)$/,
        'code',
      ],
      [/^together\.(NOT_VALID|HEADING_LATER)$/, 'code day'],
      [/^together\.(ALONE|CHAIN|READ_AS)$/, 'code codes'],
      [/^together\.MORE$/, 'count'],
      [/^together\.CARRIED(_UNSURE)?$/, 'codes'],
      [/^together\.STALE$/, 'release day sentence'],
      [/^together\.(UNITS\.unchecked|VISITS$|NO_UNITS$|notice$|lift\.)/, ''],
      [/^lookup\./, 'count codes code'],
      [/^together\.adjudication\.|^descriptor\.notice$/, ''],
    ];
    for (const [, key = '', message = ''] of readFileSync(
      join(root, 'seed/text/en/messages.csv'),
      'utf8',
    ).matchAll(/^([^,\n]+),(.*)$/gm)) {
      if (key === 'key') continue;
      const [, known = null] = filled.find(([keys]) => keys.test(key)) ?? [];
      expect(known, `${key} is unknown here; add it with its placeholders`).not.toBeNull();
      const text = message.replace(/^"|"$/g, '').replaceAll('""', '"');
      const asked = placeholdersOf(key, text, 'en');
      expect(known?.split(' '), key).toEqual(expect.arrayContaining(asked));
    }
  });
});
